import type { UserActor } from "../auth/find-actor.ts";
import { db } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Role } from "../generated/prisma/enums.ts";
import { isUuid } from "../ids.ts";

type Person = Pick<UserActor, "userId">;

const rank: Record<Role, number> = { viewer: 1, manager: 2, owner: 3 };

/**
 * What a person is in a connection, if that is at least `needed`.
 * Strangers get `not_found`, so that they cannot tell an existing connection from none; members with less get `forbidden`.
 */
export async function assertRole(actor: Person, connectionId: string, needed: Role): Promise<Role> {
  const membership = isUuid(connectionId)
    ? await db.membership.findUnique({ where: { userId_connectionId: { userId: actor.userId, connectionId } } })
    : null;
  if (!membership) throw new AppError("not_found");
  if (rank[membership.role] < rank[needed]) throw new AppError("forbidden");
  return membership.role;
}

/** All connections a person belongs to: the tenant filter of every list. */
export async function memberConnectionIds(actor: Person): Promise<string[]> {
  const memberships = await db.membership.findMany({ where: { userId: actor.userId }, select: { connectionId: true } });
  return memberships.map(({ connectionId }) => connectionId);
}
