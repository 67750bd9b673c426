import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { cancelPayment } from "#lib/payments/cancel-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { cancelCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager cancels an unpaid invoice or lets a hold go (protocols: retailcrm 4.5). */
export const POST = callbackRoute(async (request, language) => {
  const { connection, payload } = await readAccountCallback(request, language, "cancel");
  const { paymentId } = parseInput(cancelCallSchema, payload);
  await assertPaymentOf(connection, paymentId);
  await cancelPayment("crm", paymentId);
  return {};
});
