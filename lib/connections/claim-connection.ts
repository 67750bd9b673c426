import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import { claimHash } from "./claim-token.ts";
import type { MemberConnection } from "./list-connections.ts";
import { transaction } from "#lib/transaction.ts";

const invalid = (): AppError => new AppError("not_found", { reason: "crm.claim_invalid" });

/**
 * Makes the person who came from the CRM's one-click connection its owner. Once, within an hour, and only while the
 * connection has no member: later ones are let in by its owner.
 */
export async function claimConnection(actor: UserActor, token: string): Promise<MemberConnection> {
  return transaction(async (tx) => {
    const tokenHash = claimHash(token);
    const { count } = await tx.claimToken.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now() } },
      data: { usedAt: now() },
    });
    const claim = count === 1 ? await tx.claimToken.findUnique({ where: { tokenHash } }) : null;
    if (!claim) throw invalid();
    const { connectionId } = claim;
    await tx.$queryRaw`SELECT 1 FROM "Connection" WHERE id = ${connectionId}::uuid FOR UPDATE`;
    if ((await tx.membership.count({ where: { connectionId } })) > 0) throw invalid();
    await tx.membership.create({ data: { userId: actor.userId, connectionId, role: "owner" } });
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "connection.claim", subject: connectionId });
    return { connection: await tx.connection.findUniqueOrThrow({ where: { id: connectionId } }), role: "owner" };
  });
}
