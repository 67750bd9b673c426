import { readActor } from "#lib/auth/read-actor.ts";
import { checkCrmSetup } from "#lib/connections/check-crm-setup.ts";
import { crmAccountChecks } from "#lib/connections/check-limit.ts";
import { crmSetupView } from "#lib/connections/crm-setup-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";

/** What is still to be done inside the CRM, asked of it now. */
export const GET = route<{ id: string }>(async (request, { params }) => {
  const actor = await readActor(request);
  const { id } = await params;
  await getConnection(actor, id);
  await consume(crmAccountChecks, actor.userId);
  return Response.json(crmSetupView(await checkCrmSetup(actor, id), requestLocale(request)));
});
