import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { isUuid } from "#lib/ids.ts";
import { sessionIdFrom } from "./session-cookie.ts";
import { isAlive, isDueForTouch } from "./session-state.ts";

/** A signed-in person, as every use case of the web interface takes it. */
export interface UserActor {
  userId: string;
  email: string;
  locale: string;
  timeZone: string;
  sessionId: string;
}

const userFields = { id: true, email: true, locale: true, timeZone: true, disabledAt: true } as const;

/** Who is signed in with this session: null when it was revoked, has run out, or the user is disabled. */
export async function findSessionActor(sessionId: string): Promise<UserActor | null> {
  if (!isUuid(sessionId)) return null;
  const session = await db.userSession.findUnique({ where: { id: sessionId }, include: { user: { select: userFields } } });
  if (session?.user.disabledAt !== null || !isAlive(session, now())) return null;
  if (isDueForTouch(session, now())) {
    await db.userSession.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now() } });
  }
  const { id: userId, email, locale, timeZone } = session.user;
  return { userId, email, locale, timeZone, sessionId };
}

export async function findActor(cookies: ReadonlyMap<string, string>): Promise<UserActor | null> {
  const sessionId = await sessionIdFrom(cookies);
  return sessionId === null ? null : findSessionActor(sessionId);
}
