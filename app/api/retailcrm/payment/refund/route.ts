import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { refundPayment } from "#lib/payments/refund-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { refundCallSchema } from "#lib/retailcrm/callback-schemas.ts";
import { jsonRoubles } from "#lib/retailcrm/crm-json.ts";

/** A manager gives money back, all that is left or part of it (protocols: retailcrm 4.6). */
export const POST = callbackRoute(async (request, language) => {
  const { connection, payload } = await readAccountCallback(request, language, "refund");
  const call = parseInput(refundCallSchema, payload);
  await assertPaymentOf(connection, call.paymentId);
  const { id, status, amount, comment } = await refundPayment("crm", call.paymentId, call.amount);
  return { result: { id, status, amount: jsonRoubles(amount), comment } };
});
