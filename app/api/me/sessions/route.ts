import { listSessions } from "#lib/auth/list-sessions.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(async (request) => Response.json({ items: await listSessions(await readActor(request)) }));
