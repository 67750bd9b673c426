import { recordAudit } from "#lib/audit/record-audit.ts";
import { now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import type { User } from "#lib/generated/prisma/client.ts";
import { consume, forget, type RateLimit } from "#lib/http/rate-limit.ts";
import { type SecretPlace, seal, unseal } from "#lib/secrets.ts";
import type { SecondStepOffer } from "./account-view.ts";
import { confirmPassword } from "./confirm-password.ts";
import type { UserActor } from "./find-actor.ts";
import { renewRecoveryCodes, useUpRecoveryCode } from "./recovery-codes.ts";
import { revokeOtherSessions } from "./revoke-session.ts";
import { newTotpSecret, plainCode, totpStep, totpUri } from "./totp.ts";

/** The second step of signing in: a code from an authenticator app, or a recovery code in its place. */

const placeOf = (id: string): SecretPlace => ({ field: "User.totp", id });

/** Only who knows the password gets this far, so no stranger can lock anybody out with it. */
const guesses: RateLimit = { name: "sign-in-code", points: 20, seconds: 3_600 };

const wrongCode = (): AppError => new AppError("invalid_input", { fields: { code: ["code_wrong"] } });

const audit = (tx: Tx, userId: string, action: string) => recordAudit(tx, { connectionId: null, actor: `user:${userId}`, action, subject: userId });

/** Takes a code of the app, each once: also of two at the same moment only one. */
async function takeTotp({ id, sealedTotp }: Pick<User, "id" | "sealedTotp">, code: string): Promise<boolean> {
  if (sealedTotp === null) return false;
  const step = totpStep(unseal(sealedTotp, placeOf(id)), code, now());
  if (step === null) return false;
  const { count } = await db.user.updateMany({ where: { id, OR: [{ totpStep: null }, { totpStep: { lt: step } }] }, data: { totpStep: step } });
  return count === 1;
}

/**
 * For signing in, after the password. Throws `unauthenticated` with reason `code_needed` or `code_wrong`, told at the
 * field `code`; `too_many_requests` after twenty guesses in an hour.
 */
export async function passSecondStep(user: Pick<User, "id" | "sealedTotp" | "totpOnAt">, typed: string | undefined): Promise<void> {
  if (user.totpOnAt === null) return;
  const code = plainCode(typed ?? "");
  if (code === "") throw new AppError("unauthenticated", { reason: "code_needed", fields: { code: ["code_needed"] } });
  await consume(guesses, user.id);
  if (!(await takeTotp(user, code)) && !(await useUpRecoveryCode(user.id, code))) {
    throw new AppError("unauthenticated", { reason: "code_wrong", fields: { code: ["code_wrong"] } });
  }
  await forget(guesses, user.id);
}

/** A new secret for the app. Nothing changes at sign-in before a code has proven that the app has it. */
export async function beginSecondStep(actor: UserActor, password: string): Promise<SecondStepOffer> {
  const { userId, email } = actor;
  await confirmPassword(actor, password, "password");
  const secret = newTotpSecret();
  const { count } = await db.user.updateMany({ where: { id: userId, totpOnAt: null }, data: { sealedTotp: seal(secret, placeOf(userId)), totpStep: null } });
  if (count === 0) throw new AppError("conflict", { reason: "second_step_on" });
  return { secret, uri: totpUri(secret, email, new URL(env().publicUrl).host) };
}

/** Switches it on, ends all other sessions and gives the recovery codes, this once. */
export async function confirmSecondStep(actor: UserActor, typed: string): Promise<string[]> {
  const { userId } = actor;
  await consume(guesses, userId);
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (user.totpOnAt !== null) throw new AppError("conflict", { reason: "second_step_on" });
  if (!(await takeTotp(user, plainCode(typed)))) throw wrongCode();
  await forget(guesses, userId);
  return db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: userId, totpOnAt: null, sealedTotp: user.sealedTotp }, data: { totpOnAt: now() } });
    if (count === 0) throw new AppError("conflict", { reason: "second_step_on" });
    await revokeOtherSessions(tx, actor);
    await audit(tx, userId, "user.second_step_on");
    return renewRecoveryCodes(tx, userId);
  });
}

/** Ten new codes; the old ones open nothing any more. */
export async function newRecoveryCodes(actor: UserActor, password: string): Promise<string[]> {
  const { userId } = actor;
  await confirmPassword(actor, password, "password");
  return db.$transaction(async (tx) => {
    if ((await tx.user.count({ where: { id: userId, totpOnAt: { not: null } } })) === 0) throw new AppError("conflict", { reason: "second_step_off" });
    await audit(tx, userId, "user.recovery_codes");
    return renewRecoveryCodes(tx, userId);
  });
}

async function switchOff(tx: Tx, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { sealedTotp: null, totpOnAt: null, totpStep: null } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
}

export async function endSecondStep(actor: UserActor, password: string): Promise<void> {
  await confirmPassword(actor, password, "password");
  await db.$transaction(async (tx) => {
    await switchOff(tx, actor.userId);
    await audit(tx, actor.userId, "user.second_step_off");
  });
}

/** For the operator, when a person has lost both the app and the recovery codes. */
export async function dropSecondStep(email: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
    if (!user) throw new AppError("not_found", { fields: { email: ["email_unknown"] } });
    await switchOff(tx, user.id);
    await recordAudit(tx, { connectionId: null, actor: "system", action: "user.second_step_off", subject: user.id });
  });
}
