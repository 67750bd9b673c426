import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { controlCall } from "./control-call.ts";

/** What the manager and bad luck do at the built-in RetailCRM. */
export interface CrmPartner {
  /** Makes an order and issues its invoice; returns the invoice's UUID. */
  issue(shopCode: string, itemName: string, sum: string): Promise<string>;
  /** The next calls that tell it of payments are turned away. Returns what ends it unused. */
  refuseUpdates(times: number): Promise<() => Promise<void>>;
}

const made = z.object({ id: z.number() });
const issued = z.object({ ok: z.boolean(), message: z.string().nullable(), invoice: z.object({ uuid: z.string() }).nullable() });

/** Somebody to send a receipt to, who does not exist. */
const customer = { firstName: "Анна", lastName: "Учебная", email: "payer@example.ru", phone: "+79000000000" };

export function crmPartner(control: string): CrmPartner {
  return {
    issue: async (shopCode, itemName, sum) => {
      const order = await controlCall(control, "createOrder", { items: [{ name: itemName, price: sum }], customer }, made);
      const { ok, message, invoice } = await controlCall(control, "issueInvoice", { order: order.id, shopCode }, issued);
      if (ok && invoice) return invoice.uuid;
      throw new AppError("conflict", { reason: "drill_failed", params: { message: message ?? "" } });
    },
    refuseUpdates: async (times) => {
      const { id: fault } = await controlCall(control, "addFault", { endpoint: "update-invoice", kind: "error-503", times }, made);
      return async () => {
        await controlCall(control, "removeFault", { fault }, z.unknown());
      };
    },
  };
}
