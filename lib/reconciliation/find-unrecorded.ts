import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { orderFacts } from "#lib/alfabank/order-facts.ts";
import { now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { isFresh } from "./difference-state.ts";
import { bankValues } from "./difference-values.ts";
import { moscowDay } from "./moscow-days-state.ts";
import { recordDifference } from "./record-difference.ts";
import type { Run } from "./run-lease.ts";
import type { Access } from "./run-step-schema.ts";

export interface Unrecorded {
  order: OrderAnswer;
  paymentId: string;
}

/** Later registrations of a payment get the number of the first with "-2", "-3" … behind it (bank-order-number.ts). */
const later = /^(.+)-(?:[2-9]|[1-9]\d{1,5})$/;

/**
 * Orders under numbers that only the hub gives out for payments it knows, without a record of their own: the database
 * was restored from before they were made. All other unknown numbers are somebody else's.
 */
export async function findUnrecorded(syncId: string, { environment, login }: Access, orders: readonly OrderAnswer[]): Promise<Unrecorded[]> {
  const firsts = new Map(orders.map((order) => [order, later.exec(order.orderNumber ?? "")?.[1]]));
  const numbers = [...firsts.values()].filter((number) => number !== undefined);
  if (numbers.length === 0) return [];
  const known = await db.attempt.findMany({
    where: { syncId, environment, bankLogin: login, seq: 1, orderNumber: { in: numbers } },
    select: { orderNumber: true, paymentId: true },
  });
  const payments = new Map(known.map(({ orderNumber, paymentId }) => [orderNumber, paymentId]));
  return orders.flatMap((order) => {
    const paymentId = payments.get(firsts.get(order) ?? "");
    return paymentId === undefined ? [] : [{ order, paymentId }];
  });
}

/** Can anybody pay it, or has somebody? */
function matters(order: OrderAnswer): boolean {
  const { orderStatus, held, deposited, refunded, amountsKnown } = orderFacts(order);
  return !amountsKnown || held + deposited + refunded > 0n || (orderStatus !== 3 && orderStatus !== 6);
}

export async function recordUnrecorded(tx: Tx, { id: runId, sync }: Run, { order, paymentId }: Unrecorded): Promise<void> {
  if (!matters(order)) return;
  const orderNumber = order.orderNumber ?? "";
  const about = { syncId: sync.id, subject: orderNumber, kind: "missing_in_hub" } as const;
  if (isFresh([order.date, order.authDateTime, order.depositedDate, order.refundedDate], now())) {
    // Money that comes on it does not solve what is known about it already.
    await tx.reconciliationDifference.updateMany({ where: { ...about, solvedAt: null }, data: { lastRunId: runId } });
    return;
  }
  await recordDifference(tx, {
    ...about,
    runId,
    connectionId: sync.connectionId,
    paymentId,
    attemptId: null,
    cause: "order_unrecorded",
    orderNumber,
    day: moscowDay(order.date ?? now()),
    values: { bank: bankValues(order), hub: null, crm: null },
  });
}
