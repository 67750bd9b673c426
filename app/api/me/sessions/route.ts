import { listSessions } from "#lib/auth/list-sessions.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { revokeOtherSessions } from "#lib/auth/revoke-session.ts";
import { db } from "#lib/db.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";

/** Ends all sessions of the person but this one. */
export const DELETE = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  await db.$transaction((tx) => revokeOtherSessions(tx, actor));
  return new Response(null, { status: 204 });
});

export const GET = route(async (request) => Response.json({ items: await listSessions(await readActor(request)) }));
