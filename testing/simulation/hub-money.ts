/** The hub's questions and writes to the bank: the steps of settle-attempt, apply-answer and perform-operation, in memory. */
import { addSeconds } from "#lib/clock.ts";
import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { decideAnswer } from "#lib/payments/answer-state.ts";
import { checkAfterFailure, isPayable } from "#lib/payments/attempt-state.ts";
import { answerOf, type Reply, type SimulatedOrder, write } from "./bank.ts";
import { type AttemptRow, capturedByRecords, endedLately, isUnsettled, type OperationRow, openWritesOf, refundedByRecords, stateOf } from "./books.ts";
import { requestDelivery } from "./hub-crm.ts";
import { ask, commit, commitWith, laterInHub, note, nowIn, type World } from "./world.ts";

/** When to ask next; a job wakes somebody up then, who looks whether it is still due. */
export function planCheck(world: World, attempt: AttemptRow, at: Date | null): void {
  attempt.nextCheckAt = at;
  if (at) laterInHub(world, Math.max(at.getTime() - world.at, 0), () => { settleDue(world, attempt); });
}

function settleDue(world: World, attempt: AttemptRow): void {
  if (!attempt.nextCheckAt || attempt.nextCheckAt > addSeconds(nowIn(world), 1)) return;
  settle(world, attempt, (asked) => {
    const told = world.books.operations.some(({ attemptId, kind, errorCode }) => attemptId === attempt.id && kind === "decline" && errorCode !== "not_executed");
    if (asked && world.books.payment.cancelRequestedAt && isPayable(attempt) && !told) decline(world, attempt, "system");
  });
}

/** The payment's own row, from what its attempts say; the CRM hears of a change. */
export function updatePayment(world: World): void {
  const { books } = world;
  const { status, held, captured, refunded, paidAt, primaryId } = stateOf(books);
  const { payment } = books;
  if (status === payment.status && held === payment.held && captured === payment.captured && refunded === payment.refunded) return;
  Object.assign(payment, { status, held, captured, refunded, paidAt });
  note(world, `payment ${status} ${String(held)}/${String(captured)}/${String(refunded)} of ${primaryId ?? "nothing"}`);
  requestDelivery(world);
}

export function closeOperation(world: World, operation: OperationRow, state: "succeeded" | "rejected" | "unknown", errorCode: string | null, freshFromSeq: number | null = null): boolean {
  const revived = state === "succeeded" && operation.errorCode === "not_executed";
  if (operation.state !== "sent" && operation.state !== "unknown" && !revived) return false;
  if (operation.state === state) return false;
  const finishedAt = state === "unknown" ? null : nowIn(world);
  Object.assign(operation, { state, errorCode, finishedAt, ...(state === "succeeded" && { freshFromSeq }) });
  const refund = world.books.refunds.find(({ operationId }) => operationId === operation.id);
  if (refund) Object.assign(refund, { status: state === "succeeded" ? "succeeded" : state === "rejected" ? "canceled" : "pending", finishedAt });
  note(world, `${operation.id} ${operation.kind} ${state}`);
  return true;
}

function closeUndone(world: World, operation: OperationRow): void {
  closeOperation(world, operation, "rejected", "not_executed");
  if (operation.kind === "reverse" && operation.requestedBy !== "system") takeBackCancel(world);
  if (operation.kind === "reverse" || operation.kind === "refund") requestDelivery(world);
}

export function takeBackCancel({ books: { payment } }: World): void {
  if (payment.status === "waitingForCapture") payment.cancelRequestedAt = null;
}

/** A refund of ours that was taken for never carried out. The twin of apply-refunds.ts. */
function revive(world: World, { id }: AttemptRow, amount: bigint): boolean {
  const operation = world.books.operations.findLast(
    (row) => row.attemptId === id && row.kind === "refund" && row.errorCode === "not_executed" && row.amount === amount,
  );
  return operation !== undefined && closeOperation(world, operation, "succeeded", null);
}

function obey(world: World, attempt: AttemptRow, answer: OrderAnswer | null, promised: Date | null): void {
  const { books } = world;
  const open = openWritesOf(books, attempt.id);
  const own = { refunded: refundedByRecords(books, attempt.id), captured: capturedByRecords(books, attempt.id) };
  const ended = endedLately(books, attempt.id, nowIn(world));
  const decision = decideAnswer({ attempt, open, ended, own, holdHours: world.script.holdHours, at: nowIn(world), promised }, answer);
  const operationOf = (id: string): OperationRow | undefined => open.find((operation) => operation.id === id);
  switch (decision.kind) {
    case "mismatch":
      attempt.mismatch = decision.mismatch;
      note(world, `${attempt.id} contradicts: ${decision.mismatch}`);
      planCheck(world, attempt, decision.nextCheckAt);
      return;
    case "never_registered": {
      const register = operationOf(decision.operationId);
      if (register) closeOperation(world, register, "rejected", "not_executed");
      Object.assign(attempt, { state: "rejected", final: true, nextCheckAt: null });
      return;
    }
    case "wait":
      planCheck(world, attempt, decision.nextCheckAt);
      return;
    case "facts":
      for (const { operationId, outcome } of decision.closings) {
        const operation = operationOf(operationId);
        if (operation && outcome === "succeeded") closeOperation(world, operation, "succeeded", null);
        else if (operation) closeUndone(world, operation);
      }
      Object.assign(attempt, decision.patch);
      if (decision.foreignRefund > 0n && !revive(world, attempt, decision.foreignRefund)) {
        const id = `refund-${String(books.refunds.length + 1)}`;
        books.refunds.push({ id, attemptId: attempt.id, operationId: null, amount: decision.foreignRefund, status: "succeeded", createdAt: nowIn(world), finishedAt: nowIn(world) });
        note(world, `${attempt.id} foreign refund ${String(decision.foreignRefund)}`);
      }
      planCheck(world, attempt, decision.nextCheckAt);
  }
}

type Found = { answer: OrderAnswer; known: SimulatedOrder; revision: number } | { answer: null };

/** Money that the bank has taken stays taken in our books, unless the answer is older than what we knew. */
function apply(world: World, attempt: AttemptRow, found: Found, promised: Date | null): void {
  const before = attempt.deposited + attempt.refunded;
  obey(world, attempt, found.answer, promised);
  if (found.answer === null) return;
  const { known, revision } = found;
  const newer = revision >= known.appliedRevision;
  if (newer && attempt.deposited + attempt.refunded < before) world.wrong ??= `captured money of ${attempt.id} has vanished`;
  known.appliedRevision = Math.max(known.appliedRevision, revision);
}

const ANSWER_SECONDS = 40;

/** Asks the bank and takes its answer over; stale answers are dropped. `then` hears whether the bank could be asked. */
export function settle(world: World, attempt: AttemptRow, then: (asked: boolean) => void = () => undefined): void {
  const ready = commit(world, () => {
    attempt.askedSeq++;
    planCheck(world, attempt, addSeconds(nowIn(world), ANSWER_SECONDS));
  });
  if (!ready) return;
  const { askedSeq: seq, mdOrder, orderNumber, nextCheckAt } = attempt;
  const find = (): Found => {
    const known = mdOrder === null ? [...world.bank.values()].find(({ order }) => order.orderNumber === orderNumber) : world.bank.get(mdOrder);
    return known ? { answer: answerOf(known), known, revision: known.revision } : { answer: null };
  };
  ask(world, `question ${String(seq)} about ${attempt.id}`, find, (found) => {
    const applied = commit(world, () => {
      if (found === undefined) planCheck(world, attempt, checkAfterFailure(attempt, world.script.holdHours, openWritesOf(world.books, attempt.id).length > 0, nowIn(world)));
      else if (attempt.appliedSeq < seq) {
        attempt.appliedSeq = seq;
        apply(world, attempt, found, attempt.nextCheckAt?.getTime() === nextCheckAt?.getTime() ? null : attempt.nextCheckAt);
        updatePayment(world);
      }
    });
    if (applied) then(found !== undefined);
  });
}

export interface Plan {
  attempt: AttemptRow;
  kind: "deposit" | "reverse" | "refund" | "decline";
  amount: bigint | null;
  requestedBy: OperationRow["requestedBy"];
}

/** Writes the intention down; null when another write on this order has not come to rest. Call it inside a commit. */
export function planOperation(world: World, { attempt, kind, amount, requestedBy }: Plan): OperationRow | null {
  const { books } = world;
  if (isUnsettled(books, attempt)) return null;
  const { held, deposited, refunded, id: attemptId } = attempt;
  const id = `write-${String(books.operations.length + 1)}`;
  const operation: OperationRow = {
    id, attemptId, kind, amount, requestedBy, state: "sent", before: { held, deposited, refunded },
    createdAt: nowIn(world), sentAt: nowIn(world), errorCode: null, finishedAt: null, freshFromSeq: null,
  };
  books.operations.push(operation);
  if (kind === "refund") {
    books.refunds.push({ id, attemptId, operationId: id, amount: amount ?? 0n, status: "pending", createdAt: nowIn(world), finishedAt: null });
  }
  note(world, `${id} ${kind} ${amount === null ? "all" : String(amount)} of ${attemptId}`);
  planCheck(world, attempt, addSeconds(nowIn(world), 60));
  return operation;
}

const SOON_SECONDS = 5;

/** Sends a planned write once, writes its outcome down, and asks what it led to. */
export function perform(world: World, attempt: AttemptRow, operation: OperationRow, then: () => void = () => undefined): void {
  const { kind, id: operationId } = operation;
  const known = world.bank.get(attempt.mdOrder ?? "");
  if (!known || kind === "register") return;
  const wish = { operationId, kind, kopecks: Number(operation.amount ?? 0n), expected: Number(attempt.deposited) };
  const serve = (): Reply<undefined> => write(known, wish, world.at, world.script.declinable);
  ask(world, `${operationId} ${kind}`, serve, (reply) => {
    const recorded = commit(world, () => {
      const state = reply === undefined ? "unknown" : reply.ok ? "succeeded" : "rejected";
      closeOperation(world, operation, state, reply === undefined ? "timeout" : reply.ok ? null : reply.code, attempt.askedSeq + 1);
      planCheck(world, attempt, addSeconds(nowIn(world), SOON_SECONDS));
    });
    if (recorded) settle(world, attempt, then);
  });
}

export function decline(world: World, attempt: AttemptRow, requestedBy: OperationRow["requestedBy"], then: () => void = () => undefined): void {
  const { life } = world;
  const planned = commitWith(world, () => (isPayable(attempt) ? planOperation(world, { attempt, kind: "decline", amount: null, requestedBy }) : null));
  if (planned) perform(world, attempt, planned, then);
  else if (world.life === life) then();
}
