import { recordAudit } from "#lib/audit/record-audit.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { newUserInput } from "./account-schema.ts";
import { hashPassword } from "./password.ts";

/** For the operator, when a person has forgotten theirs: a new password, and an end to all their sessions. */
export async function resetPassword(input: { email: string; password: string }): Promise<void> {
  const { email, password } = parseInput(newUserInput, input);
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (!user) throw new AppError("not_found", { fields: { email: ["email_unknown"] } });
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.userSession.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: now() } });
    await recordAudit(tx, { connectionId: null, actor: "system", action: "user.password_reset", subject: user.id });
  });
}
