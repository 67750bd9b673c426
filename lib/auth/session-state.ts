import { addSeconds } from "#lib/clock.ts";

export const IDLE_SECONDS = 8 * 3_600;
export const ABSOLUTE_SECONDS = 7 * 24 * 3_600;

/** Writing "seen" at each request would make every read a write; a minute is exact enough. */
const TOUCH_SECONDS = 60;

export interface SessionTimes {
  lastSeenAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

export const isAlive = ({ lastSeenAt, expiresAt, revokedAt }: SessionTimes, now: Date): boolean =>
  revokedAt === null && now < expiresAt && now < addSeconds(lastSeenAt, IDLE_SECONDS);

export const isDueForTouch = ({ lastSeenAt }: SessionTimes, now: Date): boolean =>
  now >= addSeconds(lastSeenAt, TOUCH_SECONDS);
