import { wallClock } from "#lib/clock.ts";
import type { Payment, Refund } from "#lib/generated/prisma/client.ts";
import type { InvoiceUpdate } from "#lib/retailcrm/invoice-update.ts";

const cancelWords: Record<string, Record<"ru" | "en", string>> = {
  none: { ru: "Платёж отменён", en: "The payment was cancelled" },
  released: { ru: "Банк снял удержание: срок подтверждения истёк или оно отменено в банке", en: "The bank released the hold: it expired or was cancelled at the bank" },
};

const cancellation = ({ cancelReason, cancelRequestedAt }: Payment, locale: "ru" | "en"): string =>
  cancelReason ?? cancelWords[cancelRequestedAt ? "none" : "released"]?.[locale] ?? "";

/**
 * What the CRM must know of a payment's newest state (protocols: retailcrm 5.2). Amounts in kopecks; times are wall
 * clock of the CRM account. `refund` is told with the state it led to.
 */
export function invoiceMessage(payment: Payment, account: { timeZone: string; locale: string }, refund: Refund | null): InvoiceUpdate {
  const { invoiceUuid, id: paymentId, status, held, captured, refunded, paidAt, holdExpiresAt } = payment;
  const time = (date: Date | null): string | undefined => (date ? wallClock(date, account.timeZone) : undefined);
  const told = refund && { id: refund.id, status: refund.status, amount: refund.amount, comment: refund.comment };
  const base = { invoiceUuid, paymentId, status, ...(told && { refund: told }) };
  switch (status) {
    case "pending":
      return { ...base, amount: payment.amount, cancellable: true, refundable: false };
    case "waitingForCapture":
      return { ...base, amount: held, expiredAt: time(holdExpiresAt), cancellable: true, refundable: false };
    case "succeeded":
      return { ...base, amount: captured, paidAt: time(paidAt), cancellable: false, refundable: captured > refunded };
    case "refundSucceeded":
      return { ...base, amount: captured, paidAt: time(paidAt), cancellable: false, refundable: false };
    case "canceled":
      return { ...base, cancellationDetails: cancellation(payment, account.locale === "en" ? "en" : "ru"), cancellable: false, refundable: false };
  }
}
