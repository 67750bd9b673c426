import { readActor } from "#lib/auth/read-actor.ts";
import { route } from "#lib/http/route.ts";
import { getOverview } from "#lib/overview/get-overview.ts";

export const GET = route(async (request) => Response.json(await getOverview(await readActor(request))));
