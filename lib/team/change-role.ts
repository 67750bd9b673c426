import { recordAudit } from "#lib/audit/record-audit.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { isUuid } from "#lib/ids.ts";
import type { Person } from "./assert-role.ts";
import { asOwner, assertOwnerStays, dropInvitationsBy, roleOf } from "./change-team.ts";

/** An owner gives a member, perhaps himself, another role. The last owner stays one. */
export async function changeRole(actor: Person, connectionId: string, userId: string, role: Role): Promise<void> {
  await asOwner(actor, connectionId, async (tx) => {
    const before = isUuid(userId) ? await roleOf(tx, connectionId, userId) : null;
    if (before === null) throw new AppError("not_found");
    if (before === role) return;
    if (before === "owner") {
      await assertOwnerStays(tx, connectionId, userId);
      await dropInvitationsBy(tx, connectionId, userId);
    }
    await tx.membership.update({ where: { userId_connectionId: { userId, connectionId } }, data: { role } });
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "team.role", subject: userId, detail: { before, after: role } });
  });
}
