import { handleSettings } from "#lib/connections/handle-settings.ts";
import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { settingsSchema } from "#lib/retailcrm/account-schemas.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";

export const POST = callbackRoute(async (request, language) => {
  const { connection, payload } = await readAccountCallback(request, language, "settings", { optional: true });
  await handleSettings(connection, parseInput(settingsSchema, payload ?? {}));
  return {};
});
