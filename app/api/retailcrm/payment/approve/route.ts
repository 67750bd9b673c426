import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { approvePayment } from "#lib/payments/approve-payment.ts";
import { assertPaymentOf } from "#lib/payments/assert-payment-of.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { approveCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager takes held money, all or part of it (protocols: retailcrm 4.4). */
export const POST = callbackRoute(async (request, language) => {
  const { connection, payload } = await readAccountCallback(request, language, "approve");
  const { paymentId, amount } = parseInput(approveCallSchema, payload);
  await assertPaymentOf(connection, paymentId);
  await approvePayment("crm", paymentId, amount);
  return {};
});
