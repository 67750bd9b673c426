import { assertMayReadMetrics } from "#lib/health/assert-may-read-metrics.ts";
import { metrics } from "#lib/health/metrics.ts";
import { route } from "#lib/http/route.ts";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  assertMayReadMetrics(request);
  const registry = metrics();
  return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
});
