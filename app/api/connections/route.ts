import { readActor } from "#lib/auth/read-actor.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { newConnectionInput } from "#lib/connections/connection-schema.ts";
import { createConnection } from "#lib/connections/create-connection.ts";
import { listConnections } from "#lib/connections/list-connections.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  const locale = requestLocale(request);
  const members = await listConnections(actor);
  return Response.json({ items: members.map(({ connection, role }) => connectionView(connection, role, locale)) });
});

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const input = parseInput(newConnectionInput, await readJson(request));
  await consume(crmAccountChecks, actor.userId);
  const connection = await createConnection(actor, input);
  return Response.json(connectionView(connection, "owner", requestLocale(request)), { status: 201 });
});
