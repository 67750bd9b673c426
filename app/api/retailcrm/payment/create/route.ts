import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { createPayment } from "#lib/payments/create-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { createCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager issues an invoice: answers with the short link (protocols: retailcrm 4.1). */
export const POST = callbackRoute(async (request, language) => {
  const { connection, payload } = await readAccountCallback(request, language, "create");
  const result = await createPayment(connection, parseInput(createCallSchema, payload));
  return { result };
});
