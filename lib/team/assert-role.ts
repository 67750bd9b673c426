import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { isUuid } from "#lib/ids.ts";
import { isAtLeast } from "./role-state.ts";

export type Person = Pick<UserActor, "userId">;

/**
 * What a person is in a connection, if that is at least `needed`.
 * Strangers get `not_found`, so that they cannot tell an existing connection from none; members with less get `forbidden`.
 */
export async function assertRole(actor: Person, connectionId: string, needed: Role): Promise<Role> {
  const membership = isUuid(connectionId)
    ? await db.membership.findUnique({ where: { userId_connectionId: { userId: actor.userId, connectionId } } })
    : null;
  if (!membership) throw new AppError("not_found");
  if (!isAtLeast(membership.role, needed)) throw new AppError("forbidden");
  return membership.role;
}

/** All connections a person belongs to, at least as `needed`: the tenant filter of every list. */
export async function memberConnectionIds(actor: Person, needed: Role = "viewer"): Promise<string[]> {
  const memberships = await db.membership.findMany({ where: { userId: actor.userId }, select: { connectionId: true, role: true } });
  return memberships.filter(({ role }) => isAtLeast(role, needed)).map(({ connectionId }) => connectionId);
}
