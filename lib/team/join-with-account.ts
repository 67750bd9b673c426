import { insertUser } from "#lib/auth/create-user.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { db } from "#lib/db.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { transaction } from "#lib/transaction.ts";
import { invalidInvitation, join, useInvitation } from "./accept-invitation.ts";
import { findInvitation } from "./invitation-token.ts";
import { newMemberAttempts } from "./join-limit.ts";

interface NewMember {
  token: string;
  email: string;
  password: string;
}

/** A person without an account makes one with the link and is a member at once. Throws `conflict` at a taken e-mail. */
export async function joinWithAccount({ token, email, password }: NewMember, from: string): Promise<{ connectionId: string }> {
  await consume(newMemberAttempts, from);
  if (!(await findInvitation(db, token))) throw invalidInvitation();
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    const invitation = await useInvitation(tx, token);
    const { id } = await insertUser(tx, { email, passwordHash, name: null });
    await join(tx, id, invitation);
    return { connectionId: invitation.connectionId };
  });
}
