import { connectionHint } from "#lib/connections/connection-hint.ts";
import { env } from "#lib/env.ts";
import { readCallbackForm, textIn } from "#lib/retailcrm/callback-body.ts";

/**
 * The CRM opens the module's account in the merchant's browser (protocols: retailcrm 3.3). The `clientId` it sends is
 * a hint which connection is meant and never a login: the page that follows asks for the hub's own session. The answer
 * is a redirect to a GET, because a session cookie does not travel with a cross-site POST.
 */

async function open(request: Request, clientId: string | null): Promise<Response> {
  const claim = new URL(request.url).searchParams.get("claim");
  const { publicUrl } = env();
  const target = new URL("/connections", publicUrl);
  const id = await connectionHint(clientId);
  if (id !== null) target.searchParams.set("open", id);
  // The first time, with the one-time link of the connection: its page also serves those without an account.
  if (claim !== null && /^[0-9A-Za-z]{20,100}$/.test(claim)) target.href = new URL(`/claim/${claim}`, publicUrl).href;
  const headers = { location: target.href, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 303, headers });
}

export const GET = (request: Request): Promise<Response> => open(request, new URL(request.url).searchParams.get("clientId"));

/** A body that cannot be read costs only the hint. */
export const POST = async (request: Request): Promise<Response> => {
  const form = await readCallbackForm(request).catch(() => ({}));
  return open(request, textIn(form, "clientId"));
};
