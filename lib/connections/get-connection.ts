import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import type { MemberConnection } from "./list-connections.ts";

/** Throws `not_found` for anybody who is no member. */
export async function getConnection(actor: UserActor, id: string): Promise<MemberConnection> {
  const role = await assertRole(actor, id, "viewer");
  return { connection: await db.connection.findUniqueOrThrow({ where: { id } }), role };
}
