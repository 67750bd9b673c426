import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";

const DAY_SECONDS = 86_400;
/** They hold no buyer, and the watch over silent webhooks looks back a week. */
const NOTIFICATION_DAYS = 30;
/** No single statement may take long: a connection that does not answer in time is cut. */
const BATCH = 5_000;

/** The bank's raw notifications: the timeline has told what became of them. */
async function dropNotifications(before: Date): Promise<void> {
  for (let last = BATCH; last === BATCH; ) {
    last = await db.$executeRaw`
      DELETE FROM "Notification" WHERE id IN (
        SELECT id FROM "Notification" WHERE "receivedAt" < ${before} AND "processedAt" IS NOT NULL ORDER BY id LIMIT ${BATCH})`;
  }
}

/** What only served its moment: notifications, sessions that have ended, counters that ran out. */
export async function dropOldTraces(days: number): Promise<void> {
  const ago = (count: number): Date => addSeconds(now(), -count * DAY_SECONDS);
  await dropNotifications(ago(Math.max(days, NOTIFICATION_DAYS)));
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(ago(1).getTime()) } } });
  await db.userSession.deleteMany({ where: { expiresAt: { lt: ago(days) } } });
}
