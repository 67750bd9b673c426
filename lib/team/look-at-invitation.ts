import { db } from "#lib/db.ts";
import { findInvitation } from "./invitation-token.ts";
import type { Person } from "./assert-role.ts";
import { roleOf } from "./change-team.ts";
import { isAtLeast, type RoleName } from "./role-state.ts";

export interface OpenInvitation {
  connectionId: string;
  connectionName: string;
  role: RoleName;
  /** The reader has this role or more already. */
  member: boolean;
}

/** For the page behind a link: what it offers, or null when there is nothing to accept. Uses nothing up. */
export async function lookAtInvitation(reader: Person | null, token: string): Promise<OpenInvitation | null> {
  const found = await findInvitation(db, token);
  if (!found) return null;
  const { connectionId, connection, role } = found;
  const own = reader && (await roleOf(db, connectionId, reader.userId));
  return { connectionId, connectionName: connection.name, role, member: own !== null && isAtLeast(own, role) };
}
