import { findConnectionByClientId } from "#lib/connections/find-connection-by-client-id.ts";
import { handleSettings } from "#lib/connections/handle-settings.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { settingsSchema } from "#lib/retailcrm/account-schemas.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallback } from "#lib/retailcrm/callback-body.ts";

export const POST = callbackRoute(async (request, language) => {
  const { clientId, payload } = await readCallback(request, "settings", { optional: true });
  const connection = await findConnectionByClientId(clientId);
  language.use(connection);
  await handleSettings(connection, parseInput(settingsSchema, payload ?? {}));
  return {};
});
