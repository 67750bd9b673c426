import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { addMember } from "#lib/team/add-member.ts";
import { lockTeam } from "#lib/team/change-team.ts";
import { transaction } from "#lib/transaction.ts";
import { claimHash } from "./claim-token.ts";
import type { MemberConnection } from "./list-connections.ts";

export const invalidClaim = (): AppError => new AppError("not_found", { reason: "crm.claim_invalid" });

/** Uses the link up and makes the person the owner, only while the connection has no member. */
export async function claimFor(tx: Tx, userId: string, token: string): Promise<MemberConnection> {
  const tokenHash = claimHash(token);
  const { count } = await tx.claimToken.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now() } },
    data: { usedAt: now() },
  });
  const claim = count === 1 ? await tx.claimToken.findUnique({ where: { tokenHash } }) : null;
  if (!claim) throw invalidClaim();
  const { connectionId } = claim;
  await lockTeam(tx, connectionId);
  if ((await tx.membership.count({ where: { connectionId } })) > 0) throw invalidClaim();
  await addMember(tx, connectionId, userId, "owner");
  await recordAudit(tx, { connectionId, actor: `user:${userId}`, action: "connection.claim", subject: connectionId });
  return { connection: await tx.connection.findUniqueOrThrow({ where: { id: connectionId } }), role: "owner" };
}

/**
 * Makes the person who came from the CRM's one-click connection its owner. Once, within an hour, and only while the
 * connection has no member: later ones are let in by its owner.
 */
export const claimConnection = ({ userId }: UserActor, token: string): Promise<MemberConnection> =>
  transaction((tx) => claimFor(tx, userId, token));
