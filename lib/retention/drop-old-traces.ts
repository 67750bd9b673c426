import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";

const DAY_SECONDS = 86_400;

/** What only served its moment: the bank's raw notifications, which the timeline has since told, and counters that ran out. */
export async function dropOldTraces(days: number): Promise<void> {
  const old = { lt: addSeconds(now(), -days * DAY_SECONDS) };
  await db.notification.deleteMany({ where: { receivedAt: old, processedAt: { not: null } } });
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now().getTime() - DAY_SECONDS * 1000) } } });
  await db.userSession.deleteMany({ where: { expiresAt: old } });
}
