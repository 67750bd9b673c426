import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { failPoint } from "#lib/fail-point.ts";
import type { Attempt, Sync } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { bankOfOrder, isCurrentAccess } from "#lib/syncs/open-order.ts";
import { noteAccepted } from "#lib/syncs/record-check.ts";
import { applyAnswer } from "./apply-answer.ts";
import { checkAfterFailure } from "./attempt-state.ts";
import { planCheck } from "./plan-check.ts";
import { failsAgain, reportStuck } from "./stuck-payments.ts";
import { waitingOn } from "./unsettled-operations.ts";
import { transaction } from "#lib/transaction.ts";

type Asked = Attempt & { sync: Sync };

/** Longer than the bank may take to answer, and short enough for whoever takes over from a dead process. */
const ANSWER_SECONDS = 40;

/** Counts the question, and lets the queue come back if this process dies over it. */
const ask = (attemptId: string): Promise<Asked> =>
  transaction(async (tx) => {
    await planCheck(tx, attemptId, addSeconds(now(), ANSWER_SECONDS));
    return tx.attempt.update({ where: { id: attemptId }, data: { askedSeq: { increment: 1 } }, include: { sync: true } });
  });

async function planAfterFailure(attempt: Asked): Promise<void> {
  const waiting = await db.operation.count({ where: waitingOn(attempt) });
  await transaction((tx) => planCheck(tx, attempt.id, checkAfterFailure(attempt, attempt.sync.holdHours, waiting > 0, now())));
}

async function raiseFormerLogin(tx: Tx, { paymentId, sync }: Asked): Promise<void> {
  await raiseProblem(tx, { kind: "former_login", subject: paymentId, connectionId: sync.connectionId, syncId: sync.id, paymentId });
}

/** What becomes of an access the sync had before concerns the payments made with it, and says nothing about the present one. */
async function noteFormerLogin(attempt: Asked, error: unknown): Promise<void> {
  if (error === null) await transaction((tx) => clearProblem(tx, { subject: attempt.paymentId, kind: "former_login" }));
  if (error instanceof ProviderError && error.code === "5") await transaction((tx) => raiseFormerLogin(tx, attempt));
}

async function noteLogin(attempt: Asked, error: unknown): Promise<void> {
  const { sync } = attempt;
  if (!isCurrentAccess(sync, attempt)) return noteFormerLogin(attempt, error);
  const subject = sync.id;
  if (!(error instanceof ProviderError)) {
    await transaction((tx) => noteAccepted(tx, sync));
    return;
  }
  if (error.code !== "5") return;
  const { connectionId } = sync;
  const detail = { message: error.vendorMessage ?? null };
  await transaction((tx) => raiseProblem(tx, { kind: "bank_login_refused", subject, connectionId, syncId: sync.id, detail }));
}

/**
 * Brings an attempt, and with it the payment, to what the bank says. Safe to call twice, late or concurrently.
 * Throws ProviderError when the bank cannot be asked; the next question is then planned already.
 */
export async function settleAttempt(attemptId: string, options: { timeoutMs?: number } = {}): Promise<void> {
  const attempt = await ask(attemptId);
  const bank = await bankOfOrder(attempt.sync, attempt);
  if (bank === null) {
    await transaction(async (tx) => {
      await planCheck(tx, attemptId, null);
      await raiseFormerLogin(tx, attempt);
    });
    return;
  }
  try {
    const key = attempt.mdOrder ? { orderId: attempt.mdOrder } : { orderNumber: attempt.orderNumber };
    const answer = await bank.status(key, options);
    failPoint("bank-read");
    await applyAnswer(attempt, answer);
  } catch (error) {
    log.warn({ error, attemptId }, "the bank could not be asked");
    await planAfterFailure(attempt);
    await noteLogin(attempt, error);
    if (!(error instanceof ProviderError) && failsAgain(attempt)) await reportStuck({ attemptId });
    throw error;
  }
  await noteLogin(attempt, null);
}
