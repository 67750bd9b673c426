import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { dropOldTraces } from "./drop-old-traces.ts";
import { forgetBuyers } from "./forget-buyers.ts";

/** Every night. RETENTION_DAYS=0 keeps everything. */
export async function runRetention(): Promise<void> {
  const { retentionDays } = env();
  if (retentionDays === 0) return;
  const payments = await forgetBuyers(retentionDays);
  await dropOldTraces(retentionDays);
  if (payments > 0) log.info({ payments, retentionDays }, "buyers of old payments were forgotten");
}
