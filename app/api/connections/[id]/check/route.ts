import { readActor } from "#lib/auth/read-actor.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { checkStepView } from "#lib/connections/check-view.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";
import { recheckConnection } from "#lib/connections/recheck-connection.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

/** Looks again at what the stored key may do. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id } = await params;
  const { role } = await getConnection(actor, id);
  await consume(crmAccountChecks, actor.userId);
  const { connection, steps } = await recheckConnection(actor, id);
  const locale = requestLocale(request);
  return Response.json({
    ...connectionView(connection, role, locale),
    steps: steps.map((step) => checkStepView(step, locale)),
  });
});
