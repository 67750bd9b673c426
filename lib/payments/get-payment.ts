import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { isUuid } from "#lib/ids.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { paymentDetail, type PaymentDetail } from "./payment-view.ts";

const TIMELINE = 500;

/** May this person do this with the payment? Strangers cannot tell it from one that does not exist. */
export async function assertPaymentRole(actor: UserActor, paymentId: string, needed: Role): Promise<Role> {
  if (!isUuid(paymentId)) throw new AppError("not_found");
  const payment = await db.payment.findUnique({ where: { id: paymentId }, select: { connectionId: true } });
  if (!payment) throw new AppError("not_found");
  return assertRole(actor, payment.connectionId, needed);
}

export async function getPayment(actor: UserActor, paymentId: string): Promise<PaymentDetail> {
  const role = await assertPaymentRole(actor, paymentId, "viewer");
  const payment = await db.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: {
      sync: { select: { name: true, environment: true } },
      connection: { select: { name: true, systemUrl: true, publicUrl: true } },
      attempts: { orderBy: { seq: "asc" } },
      refunds: { orderBy: { createdAt: "asc" } },
      operations: { orderBy: { createdAt: "asc" } },
      events: { orderBy: { id: "desc" }, take: TIMELINE },
      receipts: { orderBy: { createdAt: "asc" } },
      deliveries: { orderBy: { version: "desc" }, take: 50 },
    },
  });
  return paymentDetail({ ...payment, events: payment.events.reverse() }, { locale: actor.locale, mayAct: role !== "viewer" });
}
