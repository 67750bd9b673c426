import type { UserActor } from "#lib/auth/read-actor.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { db } from "#lib/db.ts";
import { repeatDelivery } from "#lib/deliveries/repeat-delivery.ts";
import { AppError } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { refreshReceipts } from "#lib/receipts/refresh-receipts.ts";
import { approvePayment } from "./approve-payment.ts";
import { askAboutPayment } from "./ask-about-payment.ts";
import { cancelPayment } from "./cancel-payment.ts";
import { assertPaymentRole, getPayment } from "./get-payment.ts";
import type { PaymentDetail } from "./payment-view.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { refundPayment } from "./refund-payment.ts";
import { returnDuplicate } from "./return-duplicate.ts";
import { transaction } from "#lib/transaction.ts";

export type PaymentAction = "sync" | "approve" | "cancel" | "refund" | "deliver" | "return-duplicate";

/** `amount` in kopecks, null for all there is; `attemptId` for the one action that is about an attempt. */
export interface ActionWish {
  amount: bigint | null;
  attemptId: string | null;
}

const perPayment = { name: "payment-action", points: 30, seconds: 60 };

async function askByHand(actor: ActorName, paymentId: string): Promise<void> {
  await transaction((tx) => recordEvent(tx, paymentId, "check_requested", actor));
  if (!(await askAboutPayment(paymentId, { all: true }))) throw new AppError("unavailable", { reason: "bank_unreachable" });
  await refreshReceipts(paymentId);
}

async function perform(action: PaymentAction, actor: ActorName, paymentId: string, { amount, attemptId }: ActionWish): Promise<void> {
  switch (action) {
    case "sync":
      return askByHand(actor, paymentId);
    case "approve":
      return approvePayment(actor, paymentId, amount);
    case "cancel":
      return cancelPayment(actor, paymentId);
    case "refund":
      await refundPayment(actor, paymentId, amount);
      return;
    case "deliver":
      return repeatDelivery(actor, paymentId);
    case "return-duplicate":
      return returnDuplicate(actor, paymentId, attemptId ?? "");
  }
}

/** A person acts on a payment in the hub. Returns the payment as it is afterwards. */
export async function actOnPayment(user: UserActor, paymentId: string, action: PaymentAction, wish: ActionWish): Promise<PaymentDetail> {
  await assertPaymentRole(user, paymentId, "manager");
  await consume(perPayment, paymentId);
  const actor: ActorName = `user:${user.userId}`;
  const { connectionId } = await db.payment.findUniqueOrThrow({ where: { id: paymentId }, select: { connectionId: true } });
  const detail = { ...(wish.amount !== null && { amount: wish.amount.toString() }), ...(wish.attemptId !== null && { attemptId: wish.attemptId }) };
  await transaction((tx) => recordAudit(tx, { connectionId, actor, action: `payment.${action}`, subject: paymentId, detail }));
  await perform(action, actor, paymentId, wish);
  return getPayment(user, paymentId);
}
