import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/ids.ts";

const kopecks = (amount: bigint | null): string | null => amount?.toString() ?? null;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/**
 * Everything that moved a payment, as JSON without secrets, buyers or texts: what the simulation of the payment core needs
 * to live through it again (ADR 14). Amounts in kopecks as text, times in UTC. For the operator: no user's rights are asked.
 * @throws AppError not_found
 */
export async function exportIncident(paymentId: string) {
  const payment = isUuid(paymentId)
    ? await db.payment.findUnique({
        where: { id: paymentId },
        include: {
          sync: { select: { confirmation: true, holdHours: true } },
          attempts: { orderBy: { seq: "asc" }, include: { notifications: { orderBy: { id: "asc" } } } },
          operations: { orderBy: { createdAt: "asc" } },
          refunds: { orderBy: { createdAt: "asc" } },
          events: { orderBy: { id: "asc" } },
        },
      })
    : null;
  if (!payment) throw new AppError("not_found");
  return {
    format: "incident-1" as const,
    paymentId,
    createdAt: payment.createdAt.toISOString(),
    amount: payment.amount.toString(),
    twoStage: payment.attempts[0]?.twoStage ?? payment.sync.confirmation === "manual",
    holdHours: payment.sync.holdHours,
    end: { status: payment.status, held: payment.held.toString(), captured: payment.captured.toString(), refunded: payment.refunded.toString() },
    attempts: payment.attempts.map(({ seq, state, bankStatus, held, deposited, refunded, createdAt, registeredAt, expiresAt, heldAt, paidAt, notifications }) => ({
      seq, state, bankStatus,
      held: held.toString(), deposited: deposited.toString(), refunded: refunded.toString(),
      createdAt: createdAt.toISOString(), registeredAt: iso(registeredAt), expiresAt: expiresAt.toISOString(), heldAt: iso(heldAt), paidAt: iso(paidAt),
      notifications: notifications.map(({ receivedAt, operation, status, verdict }) => ({ at: receivedAt.toISOString(), operation, status, verdict })),
    })),
    operations: payment.operations.map(({ kind, amount, state, errorCode, requestedBy, createdAt, finishedAt, attemptId }) => ({
      kind, amount: kopecks(amount), state, errorCode,
      by: requestedBy.startsWith("user:") ? "user" : requestedBy,
      at: createdAt.toISOString(), finishedAt: iso(finishedAt),
      attempt: payment.attempts.find(({ id }) => id === attemptId)?.seq ?? null,
    })),
    refunds: payment.refunds.map(({ amount, status, origin, createdAt, attemptId }) => ({
      amount: amount.toString(), status, origin, at: createdAt.toISOString(), attempt: payment.attempts.find(({ id }) => id === attemptId)?.seq ?? null,
    })),
    events: payment.events.map(({ at, kind, actor }) => ({ at: at.toISOString(), kind, actor: actor.startsWith("user:") ? "user" : actor })),
  };
}

export type Incident = Awaited<ReturnType<typeof exportIncident>>;
