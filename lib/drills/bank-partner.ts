import { z } from "zod";
import { controlCall } from "./control-call.ts";

export interface BankFault {
  method: string;
  kind: "latency" | "answerLost" | "requestDropped";
  latencyMs?: number;
  effect?: boolean;
}

/** What the payer, the clerk and bad luck do at the bank of a rehearsal, for one login. */
export interface BankPartner {
  pay(mdOrder: string): Promise<void>;
  /** Pays while the bank's next notification gets lost; other notifications are left as they were. */
  payUnnoticed(mdOrder: string): Promise<void>;
  /** By hand in the bank's cabinet; kopecks. */
  refund(mdOrder: string, amount: bigint): Promise<void>;
  /** Hits the next call of this login once. Returns what ends it unused. */
  breakOnce(fault: BankFault): Promise<() => Promise<void>>;
  /** Waits until every notification that is due has arrived. */
  letNotify(): Promise<void>;
}

const nothing = z.unknown();
const paid = z.object({ kind: z.literal("paid") });
const merchant = z.object({ callback: z.object({ lose: z.number() }) });

export function bankPartner(control: string, login: string): BankPartner {
  const call = <S extends z.ZodType>(method: string, input: unknown[], result: S) => controlCall(control, method, input, result);
  const lose = (count: number) => call("editMerchant", [login, { callback: { lose: count } }], nothing);
  const pay = async (mdOrder: string): Promise<void> => {
    await call("payAsPayer", [mdOrder], paid);
  };
  return {
    pay,
    payUnnoticed: async (mdOrder) => {
      const { callback } = await call("merchant", [login], merchant);
      await lose(1);
      try {
        await pay(mdOrder);
      } finally {
        await lose(callback.lose);
      }
    },
    refund: async (mdOrder, amount) => {
      await call("refund", [mdOrder, Number(amount)], nothing);
    },
    breakOnce: async (fault) => {
      const { id } = await call("addFault", [{ ...fault, merchant: login, times: 1 }], z.object({ id: z.string() }));
      return async () => {
        await call("removeFault", [id], nothing);
      };
    },
    letNotify: async () => {
      await call("settle", [], nothing);
    },
  };
}
