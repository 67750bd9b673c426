import { invoiceMessage } from "#lib/deliveries/invoice-message.ts";
import { db } from "#lib/db.ts";
import { updateBody } from "#lib/retailcrm/invoice-update.ts";
import { shortUrl } from "./short-url.ts";
import { askAboutPayment } from "./ask-about-payment.ts";

/** What the CRM's `status` callback answers with; the bank is asked first, and its silence changes nothing. */
export async function getCrmStatus(paymentId: string): Promise<Record<string, unknown>> {
  await askAboutPayment(paymentId, { timeoutMs: 10_000 });
  const payment = await db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { connection: true } });
  return { ...updateBody(invoiceMessage(payment, payment.connection, null)), invoiceUrl: shortUrl(payment.slug) };
}
