import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { now } from "#lib/clock.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";
import { bankOfOrder } from "#lib/syncs/open-order.ts";
import { compareOrder, type HubOrder } from "./compare-order-state.ts";
import { type BankKind, notJudged, type Verdict } from "./difference-state.ts";
import { type OwnOrder, readOwnOrders } from "./own-orders.ts";
import type { Pace } from "./pace.ts";

export interface JudgedOrder {
  ours: OwnOrder;
  /** null: the bank does not know the order; undefined: it was not asked. */
  answer: OrderAnswer | null | undefined;
  verdict: Verdict<BankKind>;
}

const TRIES = 3;

const print = (hub: HubOrder): string =>
  // The polling moves this one, and nothing else, whenever it has asked.
  JSON.stringify({ ...hub, nextCheckAt: null }, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

/** The hub's side now, of an order that has not vanished. */
async function readOwn(attemptId: string): Promise<OwnOrder> {
  const [ours] = await readOwnOrders({ id: attemptId });
  if (!ours) throw new Error(`attempt ${attemptId} is gone`);
  return ours;
}

/**
 * Asks the bank about one order and compares. The hub's side is read before and after: only what stood still around the
 * bank's answer can be held against it.
 * @throws ProviderError when the bank cannot be asked
 */
export async function judgeOrder(sync: Sync, attemptId: string, pace: Pace): Promise<JudgedOrder> {
  let ours = await readOwn(attemptId);
  const bank = await bankOfOrder(sync, ours.attempt);
  if (bank === null) return { ours, answer: undefined, verdict: notJudged("no_answer") };
  const { environment, bankLogin: login, orderNumber } = ours.attempt;
  let answer: OrderAnswer | null = null;
  for (let tries = 1; tries <= TRIES; tries++) {
    await pace.bank({ environment, login });
    const before = ours;
    answer = await bank.status({ orderNumber });
    ours = await readOwn(attemptId);
    if (print(before.hub) === print(ours.hub)) return { ours, answer, verdict: compareOrder(answer, ours.hub, now()) };
  }
  return { ours, answer, verdict: notJudged("in_flight") };
}
