import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { assertRole, type Person } from "./assert-role.ts";

/** One change of a team at a time, over all instances, to the end of the transaction; new payments are not held up by it. */
export async function lockTeam(tx: Tx, connectionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Connection" WHERE id = ${connectionId}::uuid FOR NO KEY UPDATE`;
}

export async function roleOf(tx: Tx, connectionId: string, userId: string): Promise<Role | null> {
  const membership = await tx.membership.findUnique({ where: { userId_connectionId: { userId, connectionId } } });
  return membership?.role ?? null;
}

/**
 * A change of the team that only an owner may make. The role is looked at again under the lock: of two owners who
 * throw each other out, the second is none any more.
 */
export async function asOwner<T>(actor: Person, connectionId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  await assertRole(actor, connectionId, "owner");
  return transaction(async (tx) => {
    await lockTeam(tx, connectionId);
    if ((await roleOf(tx, connectionId, actor.userId)) !== "owner") throw new AppError("forbidden");
    return work(tx);
  });
}

/** A connection without an owner could never be managed again; people who may not sign in do not count. */
export async function assertOwnerStays(tx: Tx, connectionId: string, leavingUserId: string): Promise<void> {
  const others = await tx.membership.count({
    where: { connectionId, role: "owner", userId: { not: leavingUserId }, user: { disabledAt: null } },
  });
  if (others === 0) throw new AppError("conflict", { reason: "team.errors.last_owner" });
}

/** Links a person made while an owner let nobody in afterwards, not even him. */
export async function dropInvitationsBy(tx: Tx, connectionId: string, userId: string): Promise<void> {
  await tx.invitation.deleteMany({ where: { connectionId, invitedById: userId, usedAt: null } });
}
