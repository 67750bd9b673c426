import { readActor } from "#lib/auth/read-actor.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";
import { updateScopes } from "#lib/connections/update-scopes.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

/** Gets the permissions that a key of the one-click connection lacks. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id } = await params;
  const { role } = await getConnection(actor, id);
  await consume(crmAccountChecks, actor.userId);
  return Response.json(connectionView(await updateScopes(actor, id), role, requestLocale(request)));
});
