import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Invitation } from "#lib/generated/prisma/client.ts";
import { transaction } from "#lib/transaction.ts";
import { addMember } from "./add-member.ts";
import { lockTeam, roleOf } from "./change-team.ts";
import { findInvitation } from "./invitation-token.ts";
import { isAtLeast } from "./role-state.ts";

export const invalidInvitation = (): AppError => new AppError("not_found", { reason: "team.errors.invitation_invalid" });

/** Uses the link up: of two people with the same one, the second finds it used. */
export async function useInvitation(tx: Tx, token: string): Promise<Invitation> {
  const found = await findInvitation(tx, token);
  if (!found) throw invalidInvitation();
  await lockTeam(tx, found.connectionId);
  const { count } = await tx.invitation.updateMany({ where: { id: found.id, usedAt: null }, data: { usedAt: now() } });
  if (count === 0) throw invalidInvitation();
  return found;
}

export async function join(tx: Tx, userId: string, { id, connectionId, role }: Invitation): Promise<void> {
  await addMember(tx, connectionId, userId, role);
  await recordAudit(tx, { connectionId, actor: `user:${userId}`, action: "team.join", subject: userId, detail: { role, invitation: id } });
}

/**
 * A signed-in person becomes a member by a link, once. A link never makes anybody less than he is: who has that role or
 * a higher one already keeps it, and the link stays good for whom it was meant.
 */
export async function acceptInvitation(actor: UserActor, token: string): Promise<{ connectionId: string }> {
  return transaction(async (tx) => {
    const found = await findInvitation(tx, token);
    if (!found) throw invalidInvitation();
    const { connectionId } = found;
    const own = await roleOf(tx, connectionId, actor.userId);
    if (own !== null && isAtLeast(own, found.role)) return { connectionId };
    await join(tx, actor.userId, await useInvitation(tx, token));
    return { connectionId };
  });
}
