import { readActor } from "#lib/auth/read-actor.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { registerAgain } from "#lib/connections/register-again.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

/** Tells the CRM about the module once more; the answer shows how that went. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id } = await params;
  const { role } = await getConnection(actor, id);
  await consume(crmAccountChecks, actor.userId);
  const connection = await registerAgain(actor, id);
  return Response.json(connectionView(connection, role, requestLocale(request)));
});
