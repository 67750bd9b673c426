import { WRONG_STATE } from "#lib/alfabank/doubtful-refusal.ts";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt, Operation } from "#lib/generated/prisma/client.ts";
import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { isPayable } from "./attempt-state.ts";
import { lockPayment } from "./lock-payment.ts";
import { quietSeconds } from "./operation-state.ts";
import { updatePaymentState } from "./update-payment-state.ts";

/** As long as a refund is not taken for undone. */
const LATE_SECONDS = quietSeconds("refund");

type Decline = Operation & { attempt: Attempt };

/** The bank is being asked to end the order, or how it stands after that. */
const isAsking = ({ state, freshFromSeq, attempt }: Decline): boolean =>
  state === "sent" || (state === "rejected" && freshFromSeq !== null && freshFromSeq > attempt.appliedSeq);

/**
 * The bank would not end an order that by its own answers can be paid: these may lag behind, and it has been.
 */
const isDoubtful = ({ state, errorCode, finishedAt, attempt }: Decline): boolean =>
  state === "rejected" && errorCode === WRONG_STATE && finishedAt !== null && addSeconds(finishedAt, LATE_SECONDS) > now() && isPayable(attempt);

async function assertNone(tx: Tx, paymentId: string, standsInTheWay: (decline: Decline) => boolean): Promise<void> {
  const declines = await tx.operation.findMany({ where: { paymentId, kind: "decline" }, include: { attempt: true } });
  if (declines.some(standsInTheWay)) throw new AppError("conflict", { reason: "operation_under_way" });
}

/** @throws AppError conflict "operation_under_way" while the bank is being asked to end an order of this payment, by whomever */
export const assertNobodyAsks = (tx: Tx, paymentId: string): Promise<void> => assertNone(tx, paymentId, isAsking);

/** An order of which the bank says something else than was registered may be paid; unless the bank has confirmed its end. */
async function assertNothingDiffers(tx: Tx, paymentId: string): Promise<void> {
  const ended = { operations: { some: { kind: "decline" as const, state: "succeeded" as const } } };
  const doubtful = await tx.attempt.count({ where: { paymentId, mismatch: { not: null }, NOT: ended } });
  if (doubtful > 0) throw new AppError("conflict", { reason: "bank_differs" });
}

/**
 * The bank has been asked to end what could be paid, whatever it answered: the payment is cancelled, unless money has
 * come to light. RetailCRM hears of either only now.
 * @throws AppError conflict "operation_under_way" while somebody still waits for the bank's answer, "bank_differs" when
 * nobody can say whether there is money
 */
export const concludeCancel = (paymentId: string): Promise<PaymentStatus> =>
  transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await assertNobodyAsks(tx, paymentId);
    await assertNothingDiffers(tx, paymentId);
    await assertNone(tx, paymentId, isDoubtful);
    return (await updatePaymentState(tx, paymentId, { cancelConcluded: true })).status;
  });
