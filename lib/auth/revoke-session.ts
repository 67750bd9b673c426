import { recordAudit } from "#lib/audit/record-audit.ts";
import { now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/ids.ts";
import type { UserActor } from "./find-actor.ts";

/** Ends one of the person's own sessions; ending it again changes nothing. */
export async function revokeSession({ userId }: Pick<UserActor, "userId">, sessionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const session = isUuid(sessionId)
      ? await tx.userSession.findFirst({ where: { id: sessionId, userId }, select: { revokedAt: true } })
      : null;
    if (!session) throw new AppError("not_found");
    if (session.revokedAt !== null) return;
    await tx.userSession.update({ where: { id: sessionId }, data: { revokedAt: now() } });
    await recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action: "session.revoke", subject: sessionId });
  });
}

/** All of a person's sessions but the one at work. */
export async function revokeOtherSessions(
  tx: Tx,
  { userId, sessionId }: Pick<UserActor, "userId" | "sessionId">,
): Promise<void> {
  await tx.userSession.updateMany({
    where: { userId, id: { not: sessionId }, revokedAt: null },
    data: { revokedAt: now() },
  });
  await recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action: "session.revoke_others", subject: userId });
}
