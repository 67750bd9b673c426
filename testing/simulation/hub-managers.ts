/** What managers ask for, and what the hub does about held money that nobody wants any more. */
import { AppError } from "#lib/errors.ts";
import { isPayable } from "#lib/payments/attempt-state.ts";
import { decideCapture } from "#lib/payments/capture-state.ts";
import { decideRefund, isRepeat } from "#lib/payments/refund-state.ts";
import { type AttemptRow, isUnsettled, type OperationRow, stateOf } from "./books.ts";
import { decline, perform, planOperation, takeBackCancel, updatePayment } from "./hub-money.ts";
import { commitWith, note, nowIn, type World } from "./world.ts";

/** A manager's wish: decided and written down in one commit, then carried out. */
function wish(world: World, name: string, plan: () => { attempt: AttemptRow; operation: OperationRow } | null, failed: (operation: OperationRow) => void = () => undefined): void {
  const made = commitWith(world, () => {
    try {
      return plan();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      note(world, `${name} refused: ${error.reason}`);
      return null;
    }
  });
  if (made) perform(world, made.attempt, made.operation, () => { failed(made.operation); });
}

function planned(world: World, attemptId: string, kind: "deposit" | "refund" | "reverse", amount: bigint | null) {
  const attempt = world.books.attempts.find(({ id }) => id === attemptId);
  const operation = attempt ? planOperation(world, { attempt, kind, amount, requestedBy: "crm" }) : null;
  if (!attempt || !operation) throw new AppError("conflict", { reason: "operation_under_way" });
  if (kind !== "reverse") attempt.chosen = true;
  return { attempt, operation };
}

const kopecksOf = (kopecks: number | null): bigint | null => (kopecks === null ? null : BigInt(kopecks));

export function approve(world: World, kopecks: number | null): void {
  wish(world, "approve", () => {
    const capture = decideCapture(stateOf(world.books), kopecksOf(kopecks));
    return capture && planned(world, capture.attemptId, "deposit", capture.amount);
  });
}

export function refund(world: World, kopecks: number | null): void {
  const arrivedAt = nowIn(world);
  wish(world, "refund", () => {
    const { books } = world;
    const state = stateOf(books);
    const left = state.captured - state.refunded;
    const isJoined = books.refunds.some((row) => {
      const attempt = books.attempts.find(({ id }) => id === row.attemptId);
      const operation = books.operations.find(({ id }) => id === row.operationId);
      return operation !== undefined && row.attemptId === state.primaryId && isRepeat({ ...row, unsettled: (operation.freshFromSeq ?? 0) > (attempt?.appliedSeq ?? 0) }, { amount: kopecksOf(kopecks), arrivedAt, left });
    });
    if (isJoined) return null;
    const { attemptId, amount } = decideRefund(state, kopecksOf(kopecks));
    return planned(world, attemptId, "refund", amount);
  });
}

/** Held money of a cancelled payment; one try per refusal of the bank. */
export function releaseHold(world: World): boolean {
  const { books } = world;
  const { status, primaryId } = stateOf(books);
  const attempt = books.attempts.find(({ id }) => id === primaryId);
  if (!books.payment.cancelRequestedAt || status !== "waitingForCapture" || !attempt) return false;
  const tried = books.operations.some(({ attemptId, kind, state, errorCode }) => attemptId === attempt.id && kind === "reverse" && state === "rejected" && errorCode !== "not_executed");
  const captured = books.operations.some(({ attemptId, kind, state }) => attemptId === attempt.id && kind === "deposit" && state === "succeeded");
  if (tried || captured || isUnsettled(books, attempt)) return false;
  const made = commitWith(world, () => planOperation(world, { attempt, kind: "reverse", amount: null, requestedBy: "system" }));
  if (made) perform(world, attempt, made);
  return true;
}

export function cancel(world: World): void {
  const { books } = world;
  const { status, primaryId } = stateOf(books);
  if (status === "succeeded" || status === "refundSucceeded" || status === "canceled") return;
  const undo = ({ state, kind }: OperationRow): void => {
    if (state === "rejected" && kind === "reverse") takeBackCancel(world);
  };
  const payable = books.attempts.filter(isPayable);
  wish(world, "cancel", () => {
    const made = status === "waitingForCapture" && primaryId !== null ? planned(world, primaryId, "reverse", null) : null;
    books.payment.cancelRequestedAt ??= nowIn(world);
    updatePayment(world);
    return made;
  }, undo);
  if (status === "pending" && world.up) for (const attempt of payable) decline(world, attempt, "crm");
}
