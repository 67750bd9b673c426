import { buildWhenChanged } from "#server/build.ts";

await buildWhenChanged(console.log, AbortSignal.timeout(15 * 60_000));
