/** Once all is quiet, hub, bank and CRM must tell the same story, and no write may have been made twice. */
import { expect } from "vitest";
import { isPaidTwice } from "./is-paid-twice.ts";
import { bank, crm } from "./rehearsal.ts";
import { db } from "#lib/db.ts";
import { formatRoubles } from "#lib/money.ts";

type BankOrder = Awaited<ReturnType<typeof bank.order>>;
type Requests = Awaited<ReturnType<typeof bank.requests>>;

const carriedOut = ({ handled, errorCode }: Requests[number]): boolean => handled && (errorCode === "0" || errorCode === null);

const REVERSED = 3;

/** What the order's money amounts to. A reversal gave back what was captured, although the bank then shows zeros. */
const bankMoney = ({ status, approved, deposited, refunded }: BankOrder) =>
  status === REVERSED
    ? { held: 0n, deposited: 0n }
    : { held: status === 1 ? BigInt(approved) : 0n, deposited: BigInt(deposited), refunded: BigInt(refunded) };

const load = (since: Date) =>
  db.payment.findMany({ where: { createdAt: { gte: since } }, include: { attempts: { orderBy: { seq: "asc" } }, refunds: true, operations: true }, orderBy: { createdAt: "asc" } });

type Loaded = Awaited<ReturnType<typeof load>>[number];

async function expectBankAgrees({ attempts, refunds }: Loaded): Promise<void> {
  for (const attempt of attempts) {
    if (attempt.mdOrder === null) continue;
    const order = await bank.order(attempt.mdOrder);
    expect(attempt).toMatchObject(bankMoney(order));
    expect(attempt.bankStatus ?? 0).toBe(order.status);
    const recorded = refunds.filter(({ attemptId, status }) => attemptId === attempt.id && status === "succeeded");
    expect(recorded.reduce((sum, { amount }) => sum + amount, 0n)).toBe(attempt.refunded);
  }
}

function expectMoneyInBounds({ amount, held, captured, refunded, attempts }: Loaded): void {
  expect(refunded <= captured && captured <= amount && held <= amount).toBe(true);
  for (const attempt of attempts) expect(attempt.held + attempt.deposited + attempt.refunded <= attempt.amount).toBe(true);
}

async function expectFlagged({ id, attempts, cancelRequestedAt, captured, refunded }: Loaded): Promise<void> {
  const open = (await db.problem.findMany({ where: { subject: id, clearedAt: null } })).map(({ kind }) => kind);
  expect(open.includes("paid_twice")).toBe(isPaidTwice(attempts));
  expect(open.includes("paid_after_cancel")).toBe(cancelRequestedAt !== null && captured > refunded);
}

function expectCrmAgrees(payment: Loaded): void {
  const { invoiceUuid, status, captured, held, refunded, version } = payment;
  const invoice = crm.getInvoice({ invoice: invoiceUuid });
  if (version === 0 && status === "canceled") return; // the invoice was refused, so the CRM has none of ours
  expect(invoice.status).toBe(status);
  if (status === "succeeded" || status === "refundSucceeded") expect(invoice.amount).toBe(formatRoubles(captured));
  if (status === "waitingForCapture") expect(invoice.amount).toBe(formatRoubles(held));
  if (status === "succeeded") expect(invoice.refundable).toBe(captured > refunded);
  const once = payment.attempts.filter((attempt) => attempt.deposited + attempt.refunded > 0n).length <= 1;
  if (once) expect(invoice.refundedAmount).toBe(formatRoubles(refunded));
}

/**
 * What the bank gave back for us is on record as ours. What it never got to see is so only in doubt, when the cabinet gave
 * money back at that time: nobody can tell the two apart, and once is what was wanted. (The sums are compared elsewhere.)
 */
function expectRefundsOnRecord(requests: Requests, payments: Loaded[]): void {
  const ids = (entries: Requests) => entries.filter(({ method }) => method === "refund").map(({ fields }) => fields["externalRefundId"] ?? "");
  const given = ids(requests.filter(carriedOut));
  const inDoubt = ids(requests.filter(({ fault }) => fault !== null));
  const ours = payments.flatMap(({ refunds }) => refunds).filter(({ origin, status }) => origin !== "bank" && status === "succeeded");
  const recorded = ours.map(({ id }) => id);
  expect(recorded).toEqual(expect.arrayContaining(given));
  expect([...given, ...inDoubt]).toEqual(expect.arrayContaining(recorded));
}

/** Every write that the bank carried out, and every refund it was asked for. */
async function expectNothingTwice(payments: Loaded[]): Promise<void> {
  const requests = await bank.requests();
  const done = requests.filter(carriedOut);
  for (const method of ["deposit", "reverse", "decline"]) {
    const orders = done.filter((entry) => entry.method === method).map(({ fields }) => fields["orderId"]);
    expect(orders).toEqual([...new Set(orders)]);
  }
  const asked = requests.filter(({ method }) => method === "refund").map(({ fields }) => fields["externalRefundId"]);
  expect(asked).toEqual([...new Set(asked)]);
  expectRefundsOnRecord(requests, payments);
  const numbers = requests.filter(({ method }) => method.startsWith("register")).map(({ fields }) => fields["orderNumber"]);
  expect(numbers).toEqual([...new Set(numbers)]);
}

/** About payments made since, and requests still in the bank's log. */
export async function expectAgreement(since = new Date(0)): Promise<void> {
  const payments = await load(since);
  for (const payment of payments) {
    expect(payment.operations.filter(({ state }) => ["planned", "sent", "unknown"].includes(state))).toEqual([]);
    expectMoneyInBounds(payment);
    await expectBankAgrees(payment);
    await expectFlagged(payment);
    expectCrmAgrees(payment);
  }
  await expectNothingTwice(payments);
}
