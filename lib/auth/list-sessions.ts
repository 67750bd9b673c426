import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { UserActor } from "./find-actor.ts";
import type { SessionView } from "./session-view.ts";
import { IDLE_SECONDS } from "./session-state.ts";

/** The person's own live sessions, the latest used first. */
export async function listSessions({ userId, sessionId }: UserActor): Promise<SessionView[]> {
  const sessions = await db.userSession.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now() }, lastSeenAt: { gt: addSeconds(now(), -IDLE_SECONDS) } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
  return sessions.map(({ id, createdAt, lastSeenAt, expiresAt }) => ({
    id,
    current: id === sessionId,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
}
