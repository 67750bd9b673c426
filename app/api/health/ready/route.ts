import { readHealth } from "#lib/health/read-health.ts";
import { route } from "#lib/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const { ok, parts } = await readHealth();
  const body = { status: ok ? "ok" : "failing", parts };
  return Response.json(body, { status: ok ? 200 : 503 });
});
