import { readActor } from "#lib/auth/read-actor.ts";
import { route } from "#lib/http/route.ts";
import { listProblems } from "#lib/problems/list-problems.ts";

export const GET = route(async (request) => Response.json({ items: await listProblems(await readActor(request)) }));
