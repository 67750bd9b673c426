import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { newUserInput } from "./account-schema.ts";
import { insertUser } from "./create-user.ts";
import { hashPassword } from "./password.ts";
import { lockSetup, newSetupToken, useUpSetupTokens } from "./setup-token.ts";

/**
 * At the start of the process: while there is no user, the one of HUB_ADMIN_* is created,
 * or a one-time link is made with which a person becomes the first owner. Safe from several instances at once.
 */
export async function ensureFirstOwner(): Promise<{ setupUrl: string | null }> {
  const { adminEmail, adminPassword, publicUrl } = env();
  if ((await db.user.findFirst({ select: { id: true } })) !== null) return { setupUrl: null };
  if (adminEmail === null || adminPassword === null) {
    return { setupUrl: `${publicUrl}/setup?token=${await newSetupToken(db)}` };
  }
  const { email, password } = parseInput(newUserInput, { email: adminEmail, password: adminPassword });
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    await lockSetup(tx);
    if ((await tx.user.findFirst({ select: { id: true } })) !== null) return;
    await insertUser(tx, { email, passwordHash, name: null });
    await useUpSetupTokens(tx);
  });
  return { setupUrl: null };
}
