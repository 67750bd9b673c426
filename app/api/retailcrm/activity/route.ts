import { handleActivity } from "#lib/connections/handle-activity.ts";
import { readAccountCallback } from "#lib/connections/read-account-callback.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { activitySchema } from "#lib/retailcrm/account-schemas.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { textIn } from "#lib/retailcrm/callback-body.ts";

export const POST = callbackRoute(async (request, language) => {
  const { connection, payload, form } = await readAccountCallback(request, language, "activity", { optional: true });
  await handleActivity(connection, parseInput(activitySchema, payload ?? {}), textIn(form, "systemUrl"));
  return {};
});
