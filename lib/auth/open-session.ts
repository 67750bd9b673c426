import { recordAudit } from "#lib/audit/record-audit.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ABSOLUTE_SECONDS } from "./session-state.ts";

const KEEP_ENDED_SECONDS = 30 * 24 * 3_600;

/** A new session at each sign-in: an old cookie never becomes a signed-in one. */
export async function openSession(userId: string): Promise<string> {
  return db.$transaction(async (tx) => {
    await tx.userSession.deleteMany({ where: { userId, expiresAt: { lt: addSeconds(now(), -KEEP_ENDED_SECONDS) } } });
    const { id } = await tx.userSession.create({
      data: { userId, expiresAt: addSeconds(now(), ABSOLUTE_SECONDS) },
      select: { id: true },
    });
    await recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action: "session.open", subject: id });
    return id;
  });
}
