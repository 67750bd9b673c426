import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { createPayment } from "#lib/payments/create-payment.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback } from "#lib/retailcrm/callback-body.ts";
import { createCallSchema } from "#lib/retailcrm/callback-schemas.ts";

/** A manager issues an invoice: answers with the short link (protocols: retailcrm 4.1). */
export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload } = await readCallback(request, "create");
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  const result = await createPayment(connection, parseInput(createCallSchema, payload));
  return { result };
});
