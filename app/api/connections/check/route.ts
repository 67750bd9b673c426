import { readActor } from "#lib/auth/read-actor.ts";
import { checkCrmAccount } from "#lib/connections/check-crm-account.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { checkStepView } from "#lib/connections/check-view.ts";
import { connectionCheckInput } from "#lib/connections/connection-schema.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

/** Tries address and key without saving anything. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const input = parseInput(connectionCheckInput, await readJson(request));
  await consume(crmAccountChecks, actor.userId);
  const { steps, account } = await checkCrmAccount(input);
  const locale = requestLocale(request);
  return Response.json({ ok: account !== null, steps: steps.map((step) => checkStepView(step, locale)) });
});
