import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { cancelPayment } from "#lib/payments/cancel-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback } from "#lib/retailcrm/callback-body.ts";
import { cancelCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager cancels an unpaid invoice or lets a hold go (protocols: retailcrm 4.5). */
export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload } = await readCallback(request, "cancel");
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  const { paymentId } = parseInput(cancelCallSchema, payload);
  await assertPaymentOf(connection, paymentId);
  await cancelPayment("crm", paymentId);
  return {};
});
