import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { approvePayment } from "#lib/payments/approve-payment.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback } from "#lib/retailcrm/callback-body.ts";
import { approveCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager takes held money, all or part of it (protocols: retailcrm 4.4). */
export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload } = await readCallback(request, "approve");
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  const { paymentId, amount } = parseInput(approveCallSchema, payload);
  await assertPaymentOf(connection, paymentId);
  await approvePayment("crm", paymentId, amount);
  return {};
});
