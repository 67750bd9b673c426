import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { refundPayment } from "#lib/payments/refund-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback } from "#lib/retailcrm/callback-body.ts";
import { refundCallSchema } from "#lib/retailcrm/callback-schemas.ts";
import { jsonRoubles } from "#lib/retailcrm/crm-json.ts";

/** A manager gives money back, all that is left or part of it (protocols: retailcrm 4.6). */
export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload } = await readCallback(request, "refund");
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  const call = parseInput(refundCallSchema, payload);
  await assertPaymentOf(connection, call.paymentId);
  const { id, status, amount, comment } = await refundPayment("crm", call.paymentId, call.amount);
  return { result: { id, status, amount: jsonRoubles(amount), comment } };
});
