import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { consume, forget, type RateLimit } from "#lib/http/rate-limit.ts";
import type { UserActor } from "./find-actor.ts";
import { verifyPassword } from "./password.ts";

/** A stolen session must not be able to guess the password it does not know. */
const guesses: RateLimit = { name: "password-change", points: 10, seconds: 15 * 60 };

/** The person at the keyboard is the one who signed in. Throws `invalid_input` at this field when the password is wrong. */
export async function confirmPassword({ userId }: UserActor, password: string, field: string): Promise<void> {
  await consume(guesses, userId);
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await verifyPassword(passwordHash, password))) throw new AppError("invalid_input", { fields: { [field]: ["password_wrong"] } });
  await forget(guesses, userId);
}
