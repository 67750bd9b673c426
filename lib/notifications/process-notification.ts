import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Attempt, Notification } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { planCheck } from "#lib/payments/plan-check.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { queues } from "#lib/queues.ts";
import { judgeNotification, type Verdict } from "./notification-state.ts";
import { transaction } from "#lib/transaction.ts";

/** A notification may overtake our own commit of the order it is about. */
const PATIENCE_SECONDS = 60;

const close = (id: bigint, verdict: string, why: string | null = null, attemptId: string | null = null) =>
  db.notification.update({ where: { id }, data: { processedAt: now(), verdict, why, attemptId } });

async function findAttempt({ syncId, mdOrder, orderNumber }: Notification): Promise<Attempt | null> {
  if (!syncId) return null;
  if (mdOrder) {
    const found = await db.attempt.findFirst({ where: { syncId, mdOrder } });
    if (found) return found;
  }
  return orderNumber ? db.attempt.findFirst({ where: { syncId, orderNumber } }) : null;
}

async function waitForOrder(notification: Notification): Promise<void> {
  if (addSeconds(notification.receivedAt, PATIENCE_SECONDS) < now()) {
    await close(notification.id, "ignored", "unknown_order");
    return;
  }
  const payload = { notificationId: notification.id.toString() };
  await transaction((tx) => enqueue(tx, queues.notification, payload, addSeconds(now(), 2)));
}

/** A signature that does not fit is a wrong key, or somebody pretending to be the bank: the merchant should know. */
async function noteSignature(tx: Tx, notification: Notification, connectionId: string): Promise<void> {
  const { syncId, signature } = notification;
  if (!syncId) return;
  if (signature === "valid") await clearProblem(tx, { kind: "notification_signature", subject: syncId });
  if (signature !== "invalid" && signature !== "absent") return;
  await raiseProblem(tx, { kind: "notification_signature", subject: syncId, connectionId, syncId, detail: { signature } });
}

async function judge(tx: Tx, { operation, status, receivedAt, signature }: Notification, { id, hintAskedAt }: Attempt): Promise<Verdict> {
  const same = await tx.notification.count({
    where: { attemptId: id, operation, status, verdict: "asked", processedAt: { gt: addSeconds(now(), -60) } },
  });
  return judgeNotification({ receivedAt, signature, hintAskedAt, sameAskedLately: same > 0 }, now());
}

/** A question under way was asked before this news, and its answer replaces the plan that stands behind it. */
const isPlanned = ({ nextCheckAt, askedSeq, appliedSeq }: Attempt, until: Date): boolean =>
  nextCheckAt !== null && (nextCheckAt.getTime() === until.getTime() || (nextCheckAt < until && askedSeq === appliedSeq));

/** One of a flood: nothing is to be done about it, now or later. Says so without the lock, which real work needs. */
async function isSurplus(notification: Notification, attempt: Attempt): Promise<boolean> {
  const judged = await judge(db, notification, attempt);
  const surplus = judged.verdict === "already_known" || (judged.verdict === "postponed" && isPlanned(attempt, judged.until));
  if (surplus) await close(notification.id, judged.verdict, null, attempt.id);
  return surplus;
}

/** Decides under the payment's lock, so that a thousand at once make one question. */
async function decide(notification: Notification, attemptId: string, paymentId: string): Promise<boolean> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    const { id, operation, status, signature } = notification;
    // The job and the work started right after the commit may both be here.
    const { processedAt } = await tx.notification.findUniqueOrThrow({ where: { id } });
    if (processedAt) return false;
    const judged = await judge(tx, notification, attempt);
    await tx.notification.update({
      where: { id },
      data: { processedAt: now(), verdict: judged.verdict, attemptId: attempt.id },
    });
    if (judged.verdict === "postponed" && !isPlanned(attempt, judged.until)) await planCheck(tx, attempt.id, judged.until);
    if (!judged.ask) return false;
    await tx.attempt.update({ where: { id: attempt.id }, data: { hintAskedAt: now() } });
    await planCheck(tx, attempt.id, addSeconds(now(), 5)); // asked right below; the queue's turn if that fails
    await recordEvent(tx, attempt.paymentId, "notification", "bank", { operation, status, signature });
    const { connectionId } = await tx.payment.findUniqueOrThrow({ where: { id: attempt.paymentId } });
    await noteSignature(tx, notification, connectionId);
    await tx.sync.update({ where: { id: attempt.syncId }, data: { lastNotificationAt: now() } });
    return true;
  });
}

/** Looks into a stored notification: finds its order and, if it is worth it, asks the bank. Safe to repeat. */
export async function processNotification(id: bigint): Promise<void> {
  const notification = await db.notification.findUnique({ where: { id } });
  if (!notification || notification.processedAt) return;
  if (!notification.mdOrder && !notification.orderNumber) {
    await close(id, "ignored", "not_about_an_order");
    return;
  }
  const attempt = await findAttempt(notification);
  if (!attempt) {
    await waitForOrder(notification);
    return;
  }
  if (await isSurplus(notification, attempt)) return;
  if (!(await decide(notification, attempt.id, attempt.paymentId))) return;
  try {
    await settleAttempt(attempt.id);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error; // the next question is planned
  }
}
