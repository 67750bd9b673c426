import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/ids.ts";
import { transaction } from "#lib/transaction.ts";
import { assertRole, type Person } from "./assert-role.ts";
import { asOwner, assertOwnerStays, dropInvitationsBy, lockTeam, roleOf } from "./change-team.ts";

async function remove(tx: Tx, actor: Person, connectionId: string, userId: string): Promise<void> {
  const role = await roleOf(tx, connectionId, userId);
  if (role === null) throw new AppError("not_found");
  if (role === "owner") await assertOwnerStays(tx, connectionId, userId);
  await dropInvitationsBy(tx, connectionId, userId);
  await tx.membership.delete({ where: { userId_connectionId: { userId, connectionId } } });
  const action = actor.userId === userId ? "team.leave" : "team.remove";
  await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action, subject: userId, detail: { role } });
}

/** An owner ends somebody's membership, or anybody his own. The last owner stays. */
export async function removeMember(actor: Person, connectionId: string, userId: string): Promise<void> {
  if (userId !== actor.userId) {
    await asOwner(actor, connectionId, async (tx) => {
      if (!isUuid(userId)) throw new AppError("not_found");
      await remove(tx, actor, connectionId, userId);
    });
    return;
  }
  await assertRole(actor, connectionId, "viewer");
  await transaction(async (tx) => {
    await lockTeam(tx, connectionId);
    await remove(tx, actor, connectionId, userId);
  });
}
