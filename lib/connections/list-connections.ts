import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";

export interface MemberConnection {
  connection: Connection;
  role: Role;
}

/** The connections a person belongs to. */
export async function listConnections(actor: Pick<UserActor, "userId">): Promise<MemberConnection[]> {
  const memberships = await db.membership.findMany({
    where: { userId: actor.userId },
    include: { connection: true },
    orderBy: { connection: { createdAt: "asc" } },
  });
  return memberships.map(({ connection, role }) => ({ connection, role }));
}
