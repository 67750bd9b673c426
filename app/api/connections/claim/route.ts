import { readActor } from "#lib/auth/read-actor.ts";
import { claimConnection } from "#lib/connections/claim-connection.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { claimInput } from "#lib/connections/connection-schema.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

const claims = { name: "connection-claims", points: 10, seconds: 60 };

/** The merchant who came from the CRM's one-click connection becomes its owner. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { token } = parseInput(claimInput, await readJson(request));
  await consume(claims, actor.userId);
  const { connection, role } = await claimConnection(actor, token);
  return Response.json(connectionView(connection, role, requestLocale(request)));
});
