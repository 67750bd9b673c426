import { insertUser } from "#lib/auth/create-user.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { newMemberAttempts } from "#lib/team/join-limit.ts";
import { transaction } from "#lib/transaction.ts";
import { claimFor, invalidClaim } from "./claim-connection.ts";
import { claimHash } from "./claim-token.ts";

/** For the page behind the link: is there anything to claim with it? */
export async function isClaimValid(token: string): Promise<boolean> {
  const where = { tokenHash: claimHash(token), usedAt: null, expiresAt: { gt: now() }, connection: { memberships: { none: {} } } };
  return (await db.claimToken.count({ where })) > 0;
}

interface NewOwner {
  token: string;
  email: string;
  password: string;
}

/** A merchant who is new here makes his account with the link of the one-click connection and owns it at once. */
export async function claimWithAccount({ token, email, password }: NewOwner, from: string): Promise<{ connectionId: string }> {
  await consume(newMemberAttempts, from);
  if (!(await isClaimValid(token))) throw invalidClaim();
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    const { id } = await insertUser(tx, { email, passwordHash, name: null });
    const { connection } = await claimFor(tx, id, token);
    return { connectionId: connection.id };
  });
}
