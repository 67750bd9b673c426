import { isPaidTwice } from "#testing/is-paid-twice.ts";
import type { Place } from "./place.ts";
import type { LoadedPayment } from "./load-payments.ts";
import { tell } from "./story.ts";

type BankOrder = Awaited<ReturnType<Place["bank"]["order"]>>;
type Invoice = ReturnType<Place["crm"]["getInvoice"]>;

/** Kopecks. Captured in all: what was given back is not subtracted. */
export interface Sums {
  held: bigint;
  captured: bigint;
  refunded: bigint;
}

export interface Compared {
  kind: PaymentKind;
  bank: Sums;
  hub: Sums;
  crm: Sums;
  differences: string[];
}

export const paymentKinds = ["paid", "paid, partly given back", "paid, all given back", "held", "cancelled", "not paid", "paid twice, flagged"] as const;
export type PaymentKind = (typeof paymentKinds)[number];

const REVERSED = 3;
const HELD = 1;

const bankSums = (orders: readonly BankOrder[]): Sums => {
  const sums = { held: 0n, captured: 0n, refunded: 0n };
  for (const { status, approved, deposited, refunded } of orders) {
    if (status === REVERSED) continue;
    if (status === HELD) sums.held += BigInt(approved);
    sums.captured += BigInt(deposited) + BigInt(refunded);
    sums.refunded += BigInt(refunded);
  }
  return sums;
};

const hubSums = ({ attempts }: LoadedPayment): Sums => ({
  held: attempts.reduce((sum, { held }) => sum + held, 0n),
  captured: attempts.reduce((sum, { deposited, refunded }) => sum + deposited + refunded, 0n),
  refunded: attempts.reduce((sum, { refunded }) => sum + refunded, 0n),
});

const kopecks = (roubles: string): bigint => BigInt(roubles.replace(".", ""));

const crmSums = ({ status, amount, refundedAmount }: Invoice): Sums => ({
  held: status === "waitingForCapture" ? kopecks(amount) : 0n,
  captured: status === "succeeded" || status === "refundSucceeded" ? kopecks(amount) : 0n,
  refunded: kopecks(refundedAmount),
});

const kindOf = ({ held, captured, refunded }: Sums, payment: LoadedPayment): PaymentKind => {
  if (payment.attempts.filter((attempt) => attempt.held + attempt.deposited + attempt.refunded > 0n).length > 1) return "paid twice, flagged";
  if (captured > 0n) return refunded === 0n ? "paid" : refunded < captured ? "paid, partly given back" : "paid, all given back";
  if (held > 0n) return "held";
  return payment.status === "canceled" ? "cancelled" : "not paid";
};

const same = (a: Sums, b: Sums): boolean => a.held === b.held && a.captured === b.captured && a.refunded === b.refunded;
const shown = ({ held, captured, refunded }: Sums): string => `held ${tell(held)}, captured ${tell(captured)}, given back ${tell(refunded)}`;

/** What the hub says of its problems must be true, and nothing that needs a person may be missing. */
function* unflagged({ attempts, cancelRequestedAt, captured, refunded }: LoadedPayment, open: readonly string[]): Generator<string> {
  const twice = isPaidTwice(attempts);
  if (open.includes("paid_twice") !== twice) yield `"paid_twice" should be ${twice ? "" : "not "}raised`;
  const late = cancelRequestedAt !== null && captured > refunded;
  if (open.includes("paid_after_cancel") !== late) yield `"paid_after_cancel" should be ${late ? "" : "not "}raised`;
}

function* outOfBounds(payment: LoadedPayment): Generator<string> {
  const { amount, held, captured, refunded, attempts, refunds, operations } = payment;
  if (refunded > captured || captured > amount || held > amount) yield `out of bounds: ${shown({ held, captured, refunded })} of ${tell(amount)}`;
  for (const attempt of attempts) {
    if (attempt.held + attempt.deposited + attempt.refunded > attempt.amount) yield `order ${attempt.orderNumber} holds more than its amount`;
    const recorded = refunds.filter(({ attemptId, status }) => attemptId === attempt.id && status === "succeeded").reduce((sum, refund) => sum + refund.amount, 0n);
    if (recorded !== attempt.refunded) yield `refunds on record make ${tell(recorded)}, the order says ${tell(attempt.refunded)}`;
  }
  for (const { kind, state } of operations) if (["planned", "sent", "unknown"].includes(state)) yield `${kind} is still ${state}`;
}

function* crmDiffers(payment: LoadedPayment, invoice: Invoice, crm: Sums, twice: boolean): Generator<string> {
  // The invoice was refused, so RetailCRM has none of ours.
  if (payment.version === 0 && payment.status === "canceled") return;
  if (invoice.status !== payment.status) yield `RetailCRM says ${invoice.status}, the hub ${payment.status}`;
  const { held, captured, refunded } = payment;
  // It knows of one payment: what is given back of a second one is none of its refunds.
  const told = { ...crm, ...(twice && { refunded }) };
  if (!same(told, { held, captured, refunded })) yield `RetailCRM: ${shown(crm)}; hub: ${shown({ held, captured, refunded })}`;
}

/** One payment in the three books. `asked`: kopecks that the manager wanted to give back, at most. */
export async function comparePayment({ bank, crm }: Place, payment: LoadedPayment, asked: bigint, open: readonly string[]): Promise<Compared> {
  const orders = await Promise.all(payment.attempts.flatMap(({ mdOrder }) => (mdOrder === null ? [] : [bank.order(mdOrder)])));
  const invoice = crm.getInvoice({ invoice: payment.invoiceUuid });
  const [atBank, atHub, atCrm] = [bankSums(orders), hubSums(payment), crmSums(invoice)];
  const kind = kindOf(atBank, payment);
  const found = [
    ...(same(atBank, atHub) ? [] : [`bank: ${shown(atBank)}; hub: ${shown(atHub)}`]),
    ...outOfBounds(payment),
    ...unflagged(payment, open),
    ...crmDiffers(payment, invoice, atCrm, kind === "paid twice, flagged"),
    ...(atBank.refunded > asked ? [`${tell(atBank.refunded)} given back, ${tell(asked)} asked for`] : []),
  ];
  return { kind, bank: atBank, hub: atHub, crm: atCrm, differences: found.map((text) => `${payment.orderNumber} (${payment.id}): ${text}`) };
}
