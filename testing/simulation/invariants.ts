/** What must hold of money, whatever happens (goals I2–I5); I1, the sums of receipts, has tests of its own. */
import type { SimulatedOrder } from "./bank.ts";
import { type AttemptRow, refundedByRecords, stateOf } from "./books.ts";
import type { World } from "./world.ts";

const REVERSED = 3;

const text = (...amounts: (bigint | number)[]): string => amounts.map(String).join("/");

/** I4: refunded ≤ captured ≤ held ≤ registered, at the bank and in our books. */
function* moneyWithinBounds({ books, bank }: World): Generator<string> {
  for (const { id, held, deposited, refunded, amount } of books.attempts) {
    const wrong = held < 0n || deposited < 0n || refunded < 0n || held + deposited + refunded > amount;
    if (wrong) yield `I4 ${id} has ${text(held, deposited, refunded)} of ${text(amount)}`;
  }
  for (const { order } of bank.values()) {
    if (order.deposited < 0 || order.deposited + order.refunded > order.amount) yield `I4 the bank's ${order.orderNumber} has ${text(order.deposited, order.refunded)}`;
  }
  const { held, captured, refunded, amount } = books.payment;
  if (refunded > captured || captured > amount || held > amount) yield `I4 the payment has ${text(held, captured, refunded)} of ${text(amount)}`;
}

const keeps = ({ held, deposited }: AttemptRow): boolean => held > 0n || deposited > 0n;

/** I3: money of a second bank order never passes for nothing. */
function* secondPaymentFlagged({ books }: World): Generator<string> {
  const keeping = books.attempts.filter(keeps);
  const { duplicateIds } = stateOf(books);
  if (keeping.length > 1 && duplicateIds.length < keeping.length - 1) yield `I3 ${String(keeping.length)} orders keep money, ${String(duplicateIds.length)} are flagged`;
}

/** I5: what was acknowledged is stored. */
function* acknowledgedStored({ acknowledged, books }: World): Generator<string> {
  for (const id of acknowledged) if (!books.notifications.has(id)) yield `I5 notification ${String(id)} was acknowledged and is lost`;
}

/** A write is sent once, and has one effect; what ended in the books as refused has none, what ended as done has one. */
function* writesOnce({ books, bank }: World, atRest: boolean): Generator<string> {
  for (const { effects, touched, order } of bank.values()) {
    const attempt = books.attempts.find(({ orderNumber }) => orderNumber === order.orderNumber);
    for (const { id, attemptId, kind, state } of books.operations) {
      if (attemptId !== attempt?.id || kind === "register") continue;
      const times = effects.get(id) ?? 0;
      if (times > 1) yield `${id} took effect ${String(times)} times`;
      // Captured, and reversed by somebody else before we looked: the bank's zeros do not tell of the capture, and no money is kept.
      const untold = kind === "deposit" && touched && order.status === REVERSED;
      if (state === "rejected" && times > 0 && !untold) yield `${id} ${kind} took effect and is told as refused`;
      // Whose doing the bank's state is cannot be told where somebody else was at work; an order that ended by itself is ended.
      if (atRest && state === "succeeded" && kind !== "decline" && times === 0 && !touched) yield `${id} ${kind} is told as done and had no effect`;
      if (atRest && (state === "sent" || state === "unknown")) yield `${id} ${kind} is still ${state}`;
    }
  }
}

/** One problem, or null. Holds after every step. */
export function violationNow(world: World): string | null {
  if (world.wrong !== null) return world.wrong;
  for (const check of [moneyWithinBounds(world), secondPaymentFlagged(world), acknowledgedStored(world), writesOnce(world, false)]) {
    for (const problem of check) return problem;
  }
  return null;
}

function differs(attempt: AttemptRow | undefined, { order }: SimulatedOrder): string | null {
  const bank = { held: order.status === 1 ? order.approved : 0, deposited: order.deposited, refunded: order.refunded };
  if (!attempt) return bank.held + bank.deposited > 0 ? `I2 the hub does not know ${order.orderNumber}` : null;
  const same = attempt.held === BigInt(bank.held) && attempt.deposited === BigInt(bank.deposited) && (order.status === REVERSED || attempt.refunded === BigInt(bank.refunded));
  return same ? null : `I2 ${order.orderNumber}: bank ${text(bank.held, bank.deposited, bank.refunded)}, hub ${text(attempt.held, attempt.deposited, attempt.refunded)}`;
}

function* agreement(world: World): Generator<string> {
  const { books, bank, told } = world;
  for (const known of bank.values()) {
    const problem = differs(books.attempts.find(({ orderNumber }) => orderNumber === known.order.orderNumber), known);
    if (problem !== null) yield problem;
  }
  for (const { id, refunded } of books.attempts) {
    const recorded = refundedByRecords(books, id);
    if (recorded !== refunded) yield `I2 ${id}: ${text(refunded)} went back, ${text(recorded)} are recorded`;
  }
  const { status, captured, refunded } = stateOf(books);
  const heard = told ?? { status: "pending", captured: 0n, refunded: 0n };
  if (heard.status !== status || heard.captured !== captured || heard.refunded !== refunded) {
    yield `I2 hub ${status} ${text(captured, refunded)}, CRM ${heard.status} ${text(heard.captured, heard.refunded)}`;
  }
}

/** I2: bank = hub = CRM once everything has come to rest. */
export function violationAtRest(world: World): string | null {
  for (const check of [agreement(world), writesOnce(world, true)]) for (const problem of check) return problem;
  return violationNow(world);
}
