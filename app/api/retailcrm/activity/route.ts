import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { handleActivity } from "#lib/connections/handle-activity.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { activitySchema } from "#lib/retailcrm/account-schemas.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback, textIn } from "#lib/retailcrm/callback-body.ts";

export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload, form } = await readCallback(request, "activity", { optional: true });
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  await handleActivity(connection, parseInput(activitySchema, payload ?? {}), textIn(form, "systemUrl"));
  return {};
});
