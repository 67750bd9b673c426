import { recordAudit } from "#lib/audit/record-audit.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/ids.ts";
import type { Person } from "./assert-role.ts";
import { asOwner } from "./change-team.ts";

/** An owner takes a link back before somebody has used it. */
export async function revokeInvitation(actor: Person, connectionId: string, invitationId: string): Promise<void> {
  await asOwner(actor, connectionId, async (tx) => {
    const where = { id: invitationId, connectionId, usedAt: null };
    const { count } = isUuid(invitationId) ? await tx.invitation.deleteMany({ where }) : { count: 0 };
    if (count === 0) throw new AppError("not_found");
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "team.revoke", subject: invitationId });
  });
}
