import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { getCrmStatus } from "#lib/payments/get-crm-status.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";

/** The state of a payment, in the CRM's own words; asks the bank first when it is not final (protocols: retailcrm 4.7). */
export const GET = callbackRoute(async (request, language) => {
  const query = new URL(request.url).searchParams;
  const connection = await findConnectionByClientId(query.get("clientId") ?? "");
  language.use(connection);
  const paymentId = query.get("paymentId") ?? "";
  await assertPaymentOf(connection, paymentId);
  return { result: await getCrmStatus(paymentId) };
});
