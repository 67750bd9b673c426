import { route } from "#lib/http/route.ts";

export const dynamic = "force-dynamic";

/** The process runs and answers; says nothing about what it depends on. */
export const GET = route(() => Promise.resolve(Response.json({ status: "ok" })));
