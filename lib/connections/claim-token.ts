import { createHash } from "node:crypto";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { randomBase62 } from "#lib/ids.ts";

const HOUR_SECONDS = 3_600;

export const claimHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A one-time token, stored only as its hash. Earlier ones of the connection stop working. */
export async function issueClaimToken(tx: Tx, connectionId: string): Promise<string> {
  const token = randomBase62(32);
  await tx.claimToken.deleteMany({ where: { connectionId } });
  await tx.claimToken.create({
    data: { connectionId, tokenHash: claimHash(token), expiresAt: addSeconds(now(), HOUR_SECONDS) },
  });
  return token;
}
