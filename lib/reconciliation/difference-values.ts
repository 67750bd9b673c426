import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { orderFacts } from "#lib/alfabank/order-facts.ts";
import type { CrmInvoice } from "#lib/retailcrm/crm-client.ts";
import type { OwnOrder } from "./own-orders.ts";

/** What each side says, as stored beside a difference. Sums are kopecks as text; null: not told. */
export interface BankValues {
  status: number | null;
  amount: string | null;
  held: string | null;
  captured: string | null;
  refunded: string | null;
}

export interface HubValues {
  paymentStatus: string;
  /** Of the bank order. */
  state: string;
  status: number | null;
  amount: string;
  held: string;
  captured: string;
  refunded: string;
}

export interface CrmValues {
  status: string | null;
  amount: string | null;
  refunded: string | null;
}

export interface DifferenceValues {
  /** null: the bank does not know the order. */
  bank: BankValues | null;
  /** null: the hub has no record of the order. */
  hub: HubValues | null;
  /** null: RetailCRM was not asked, or could not be; "missing": it does not know the invoice. */
  crm: CrmValues | "missing" | null;
}

export function bankValues(answer: OrderAnswer): BankValues {
  const { orderStatus, held, deposited, refunded, amountsKnown } = orderFacts(answer);
  const told = (kopecks: bigint): string | null => (amountsKnown ? kopecks.toString() : null);
  return {
    status: orderStatus,
    amount: answer.amount?.toString() ?? null,
    held: told(held),
    captured: told(deposited + refunded),
    refunded: told(refunded),
  };
}

export const hubValues = ({ payment, hub }: OwnOrder): HubValues => ({
  paymentStatus: payment.status,
  state: hub.state,
  status: hub.bankStatus,
  amount: hub.amount.toString(),
  held: hub.held.toString(),
  captured: (hub.deposited + hub.refunded).toString(),
  refunded: hub.refunded.toString(),
});

export function crmValues(invoice: CrmInvoice | null): CrmValues | "missing" {
  if (invoice === null) return "missing";
  const done = invoice.refunds.filter(({ status }) => status === "succeeded");
  const refunded = done.some(({ amount }) => amount === null) ? null : done.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  return { status: invoice.status, amount: invoice.amount?.toString() ?? null, refunded: refunded?.toString() ?? null };
}
