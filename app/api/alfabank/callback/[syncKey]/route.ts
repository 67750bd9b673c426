import { parseCallback } from "#lib/alfabank/callback.ts";
import { readText } from "#lib/http/body.ts";
import { type Handler, route } from "#lib/http/route.ts";
import { acceptNotification } from "#lib/notifications/accept-notification.ts";

type Params = { syncKey: string };

const MAX_BYTES = 64_000;

/** The bank's notifications. 200 means stored durably, whatever it says; anything else makes the bank repeat it. */
const accept: Handler<Params> = async (request, { params }) => {
  const { syncKey } = await params;
  const { method } = request;
  const body = method === "POST" ? await readText(request, MAX_BYTES) : "";
  await acceptNotification(syncKey, method, parseCallback({ method, query: new URL(request.url).search, body }));
  return new Response("OK");
};

export const GET = route(accept);
export const POST = route(accept);

/** Monitors of the bank may look whether the address answers. */
export const HEAD = route<Params>(() => Promise.resolve(new Response(null)));
