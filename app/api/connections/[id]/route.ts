import { readActor } from "#lib/auth/read-actor.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { connectionPatch } from "#lib/connections/connection-schema.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";
import { updateConnection } from "#lib/connections/update-connection.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

export const GET = route<{ id: string }>(async (request, { params }) => {
  const actor = await readActor(request);
  const { connection, role } = await getConnection(actor, (await params).id);
  return Response.json(connectionView(connection, role, requestLocale(request)));
});

export const PATCH = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id } = await params;
  const { role } = await getConnection(actor, id); // strangers learn nothing from what is wrong with their input
  const patch = parseInput(connectionPatch, await readJson(request));
  if (patch.apiKey !== undefined) await consume(crmAccountChecks, actor.userId);
  const connection = await updateConnection(actor, id, patch);
  return Response.json(connectionView(connection, role, requestLocale(request)));
});
