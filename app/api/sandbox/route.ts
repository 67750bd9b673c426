import { readActor } from "#lib/auth/read-actor.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { route } from "#lib/http/route.ts";

/** What a form fills in to rehearse without accounts anywhere; 404 where no simulators run. */
export const GET = route(async (request) => {
  await readActor(request);
  const offer = env().sandboxOffer;
  if (!offer) throw new AppError("not_found");
  const { crmUrl, crmApiKey, bankLogin, bankPassword, crmPageUrl, bankPageUrl } = offer;
  return Response.json({ crmUrl, crmApiKey, bankLogin, bankPassword, crmPageUrl, bankPageUrl });
});
