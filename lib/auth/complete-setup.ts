import { recordAudit } from "#lib/audit/record-audit.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { consume, type RateLimit } from "#lib/http/rate-limit.ts";
import { insertUser } from "./create-user.ts";
import { hashPassword } from "./password.ts";
import { isSetupTokenValid, lockSetup, useUpSetupTokens } from "./setup-token.ts";

const attempts: RateLimit = { name: "setup", points: 30, seconds: 600 };

export interface Setup {
  token: string;
  email: string;
  password: string;
}

const invalidLink = (): AppError => new AppError("not_found", { reason: "setup_link_invalid" });

/** For the page behind the link: is there anything to fill in? */
export const isSetupLinkValid = (token: string): Promise<boolean> => isSetupTokenValid(db, token);

/** The first owner by a one-time link. Of two people with the same link one wins, the other learns that it is used. */
export async function completeSetup({ token, email, password }: Setup, from: string): Promise<void> {
  await consume(attempts, from);
  if (!(await isSetupTokenValid(db, token))) throw invalidLink();
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    await lockSetup(tx);
    if (!(await isSetupTokenValid(tx, token))) throw invalidLink();
    const { id } = await insertUser(tx, { email, passwordHash, name: null });
    await useUpSetupTokens(tx);
    await recordAudit(tx, { connectionId: null, actor: `user:${id}`, action: "user.setup", subject: id });
  });
}
