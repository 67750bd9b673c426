import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { type Payload, transaction } from "#lib/transaction.ts";

const KIND = "payment_stuck";

async function paymentOf({ paymentId, attemptId, notificationId }: Payload) {
  const select = { id: true, connectionId: true, syncId: true, orderNumber: true } as const;
  if (paymentId) return db.payment.findUnique({ where: { id: paymentId }, select });
  const notification = notificationId ? await db.notification.findUnique({ where: { id: BigInt(notificationId) }, select: { attemptId: true } }) : null;
  const id = attemptId ?? notification?.attemptId;
  return id ? db.payment.findFirst({ where: { attempts: { some: { id } } }, select }) : null;
}

const STUBBORN = 3;

/** So many questions in a row of which nothing came. */
export const failsAgain = ({ askedSeq, appliedSeq }: Pick<Attempt, "askedSeq" | "appliedSeq">): boolean => askedSeq - appliedSeq >= STUBBORN;

/**
 * Work on a payment that failed again and again, by a fault of ours that no schedule foresees. It is not lost: its row
 * stays due and is tried anew. But a person should know.
 */
export async function reportStuck(payload: Payload): Promise<void> {
  log.error({ payload }, "work on a payment fails again and again; it stays due and will be tried anew");
  const payment = await paymentOf(payload);
  if (!payment) return;
  const { id, connectionId, syncId, orderNumber } = payment;
  await transaction((tx) => raiseProblem(tx, { kind: KIND, subject: id, connectionId, syncId, paymentId: id, detail: { orderNumber } }));
}

/** A job that fails is back within minutes; a question may come hours later, and counts as unanswered until then. */
const SILENT_SECONDS = 600;

export async function clearUnstuck(): Promise<void> {
  const silent = await db.problem.findMany({
    where: { kind: KIND, clearedAt: null, lastSeenAt: { lt: addSeconds(now(), -SILENT_SECONDS) } },
    select: { subject: true, paymentId: true },
  });
  for (const { subject, paymentId } of silent) {
    const watched = await db.attempt.findMany({ where: { paymentId: paymentId ?? subject, nextCheckAt: { not: null } } });
    if (!watched.some(failsAgain)) await transaction((tx) => clearProblem(tx, { kind: KIND, subject }));
  }
}
