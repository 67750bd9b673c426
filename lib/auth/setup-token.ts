import { createHash, randomBytes } from "node:crypto";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";

const LIFETIME_SECONDS = 24 * 3_600;

/** Only the hash is stored: who reads the database cannot use the link. */
const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export async function newSetupToken(tx: Tx): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.setupToken.deleteMany({ where: { expiresAt: { lte: now() } } });
  await tx.setupToken.create({ data: { tokenHash: hashToken(token), expiresAt: addSeconds(now(), LIFETIME_SECONDS) } });
  return token;
}

/** Links count only while there is no user, whatever their own state. */
export async function isSetupTokenValid(tx: Tx, token: string): Promise<boolean> {
  const found = await tx.setupToken.findFirst({
    where: { tokenHash: hashToken(token), usedAt: null, expiresAt: { gt: now() } },
  });
  return found !== null && (await tx.user.findFirst({ select: { id: true } })) === null;
}

/** The first owner exists: no link may make another one. */
export async function useUpSetupTokens(tx: Tx): Promise<void> {
  await tx.setupToken.updateMany({ where: { usedAt: null }, data: { usedAt: now() } });
}

/** One first owner, whoever else is trying at this moment: held to the end of the transaction. */
export async function lockSetup(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('hub-first-owner'))::text`;
}
