import { recordAudit } from "#lib/audit/record-audit.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { confirmPassword } from "./confirm-password.ts";
import type { UserActor } from "./find-actor.ts";
import { hashPassword } from "./password.ts";
import { revokeOtherSessions } from "./revoke-session.ts";

export interface PasswordChange {
  current: string;
  next: string;
}

/** Changes the person's own password and ends all other sessions. Throws `invalid_input` at the field that is wrong. */
export async function changePassword(actor: UserActor, { current, next }: PasswordChange): Promise<void> {
  const { userId, email } = actor;
  if (next.toLowerCase() === email) throw new AppError("invalid_input", { fields: { next: ["password_has_email"] } });
  await confirmPassword(actor, current, "current");
  const passwordHash = await hashPassword(next);
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeOtherSessions(tx, actor);
    await recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action: "user.password", subject: userId });
  });
}
