import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { signInInput } from "./account-schema.ts";
import { openSession } from "./open-session.ts";
import { verifyPassword } from "./password.ts";
import { passSecondStep } from "./second-step.ts";
import { countAttempt, forgiveAttempts } from "./sign-in-throttle.ts";

export interface SignedIn {
  userId: string;
  sessionId: string;
  locale: string;
}

const wrong = (): AppError => new AppError("unauthenticated", { reason: "credentials_wrong" });

/**
 * E-mail and password, and a code where the person asked for it, to a session. Unknown, disabled and wrong are one answer
 * after the same time. Throws `unauthenticated` (reasons credentials_wrong, code_needed, code_wrong), or
 * `too_many_requests` with the seconds to wait.
 */
export async function signIn(credentials: unknown, address: string): Promise<SignedIn> {
  const parsed = signInInput.safeParse(credentials);
  if (!parsed.success) throw wrong();
  const { email, password, code } = parsed.data;
  const from = networkOf(address);
  await countAttempt(email, from);
  const user = await db.user.findUnique({ where: { email } });
  const usable = user !== null && user.disabledAt === null;
  if (!(await verifyPassword(usable ? user.passwordHash : null, password)) || !usable) throw wrong();
  // The password was right: from here on it is codes that are guessed, which have a limit of their own.
  await forgiveAttempts(email, from);
  await passSecondStep(user, code);
  return { userId: user.id, sessionId: await openSession(user.id), locale: user.locale };
}
