import type { Payment, ReconciliationDifference } from "#lib/generated/prisma/client.ts";
import type { Environment } from "#lib/generated/prisma/enums.ts";
import { formatRoubles } from "#lib/money.ts";
import { type BankStatusName, bankStatusName, type InvoiceStatusName, invoiceStatusName } from "./difference-names-state.ts";
import { type Repair, repairOf } from "./difference-state.ts";
import type { DifferenceValues } from "./difference-values.ts";
import { columnDay } from "./moscow-days-state.ts";

export const listedDifference = {
  sync: { select: { name: true, environment: true } },
  payment: { select: { orderNumber: true } },
} as const;

export type ListedDifference = ReconciliationDifference & {
  sync: { name: string; environment: Environment };
  payment: Pick<Payment, "orderNumber"> | null;
};

/** One side's word on an order. Sums are roubles with two decimals; null: not told. */
export interface SideView<Status = BankStatusName | InvoiceStatusName> {
  status: Status | null;
  amount: string | null;
  held: string | null;
  captured: string | null;
  refunded: string | null;
}

export interface DifferenceView {
  id: string;
  syncId: string;
  syncName: string;
  environment: Environment;
  paymentId: string | null;
  /** The CRM's number of the order; null when the payment is gone. */
  crmOrderNumber: string | null;
  orderNumber: string;
  day: string;
  kind: string;
  cause: string;
  /** "missing": this side has no such order; null: it was not asked, or could not be. */
  bank: SideView<BankStatusName> | "missing" | null;
  hub: SideView<InvoiceStatusName> | "missing";
  crm: SideView<InvoiceStatusName> | "missing" | null;
  repair: Repair | null;
  foundAt: string;
  lastSeenAt: string;
  repairedAt: string | null;
  solvedAt: string | null;
}

const roubles = (kopecks: string | null): string | null => (kopecks === null ? null : formatRoubles(BigInt(kopecks)));

function sides({ bank, hub, crm }: DifferenceValues, kind: string): Pick<DifferenceView, "bank" | "hub" | "crm"> {
  const sums = ({ amount, held, captured, refunded }: Omit<SideView, "status">) => ({
    amount: roubles(amount),
    held: roubles(held),
    captured: roubles(captured),
    refunded: roubles(refunded),
  });
  const untold = { held: null, captured: null };
  const absent = kind === "missing_at_bank" ? "missing" : null;
  return {
    bank: bank ? { ...sums(bank), status: bank.status === null ? null : bankStatusName(bank.status, bank.captured, bank.refunded) } : absent,
    hub: hub ? { ...sums(hub), status: invoiceStatusName(hub.paymentStatus) } : "missing",
    crm:
      crm === null || crm === "missing"
        ? crm
        : { ...sums({ ...crm, ...untold }), status: crm.status === null ? null : invoiceStatusName(crm.status) },
  };
}

/** What may leave the server of a difference. `mayRepair`: the reader's role allows it. */
export const differenceView = (difference: ListedDifference, mayRepair: boolean): DifferenceView => ({
  id: difference.id,
  syncId: difference.syncId,
  syncName: difference.sync.name,
  environment: difference.sync.environment,
  paymentId: difference.paymentId,
  crmOrderNumber: difference.payment?.orderNumber ?? null,
  orderNumber: difference.orderNumber,
  day: columnDay(difference.day),
  kind: difference.kind,
  cause: difference.cause,
  // Written by recordDifference() only.
  ...sides(difference.values as unknown as DifferenceValues, difference.kind),
  repair: mayRepair && difference.solvedAt === null ? repairOf(difference.cause) : null,
  foundAt: difference.foundAt.toISOString(),
  lastSeenAt: difference.lastSeenAt.toISOString(),
  repairedAt: difference.repairedAt?.toISOString() ?? null,
  solvedAt: difference.solvedAt?.toISOString() ?? null,
});
