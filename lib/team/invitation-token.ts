import { createHash } from "node:crypto";
import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Connection, Invitation } from "#lib/generated/prisma/client.ts";

export const LIFETIME_SECONDS = 7 * 24 * 3_600;

/** Only the hash is stored: who reads the database cannot use the link. */
export const invitationHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The invitation behind a token while it can be used. */
export const findInvitation = (tx: Tx, token: string): Promise<(Invitation & { connection: Connection }) | null> =>
  tx.invitation.findFirst({
    where: { tokenHash: invitationHash(token), usedAt: null, expiresAt: { gt: now() } },
    include: { connection: true },
  });
