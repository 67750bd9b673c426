import { recordAudit } from "#lib/audit/record-audit.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { consume, forget, type RateLimit } from "#lib/http/rate-limit.ts";
import type { UserActor } from "./find-actor.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { revokeOtherSessions } from "./revoke-session.ts";

/** A stolen session must not be able to guess the password it does not know. */
const guesses: RateLimit = { name: "password-change", points: 10, seconds: 15 * 60 };

export interface PasswordChange {
  current: string;
  next: string;
}

/** Changes the person's own password and ends all other sessions. Throws `invalid_input` at the field that is wrong. */
export async function changePassword(actor: UserActor, { current, next }: PasswordChange): Promise<void> {
  const { userId, email } = actor;
  if (next.toLowerCase() === email) throw new AppError("invalid_input", { fields: { next: ["password_has_email"] } });
  await consume(guesses, userId);
  const { passwordHash: stored } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await verifyPassword(stored, current))) {
    throw new AppError("invalid_input", { fields: { current: ["password_wrong"] } });
  }
  await forget(guesses, userId);
  const passwordHash = await hashPassword(next);
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeOtherSessions(tx, actor);
    await recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action: "user.password", subject: userId });
  });
}
