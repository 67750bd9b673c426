import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { isUuid } from "#lib/ids.ts";
import { transaction } from "#lib/transaction.ts";
import { lockTeam, roleOf } from "./change-team.ts";
import { raiseRequestProblem } from "./request-problem.ts";

/**
 * Somebody who came from the CRM but is no member asks the owners to let him in. Says nothing about whether the
 * connection exists; asking again changes nothing.
 */
export async function requestAccess({ userId, email }: UserActor, connectionId: string): Promise<void> {
  const known = isUuid(connectionId) ? await db.connection.findUnique({ where: { id: connectionId }, select: { id: true } }) : null;
  if (!known) return;
  await transaction(async (tx) => {
    await lockTeam(tx, connectionId);
    if ((await roleOf(tx, connectionId, userId)) !== null) return;
    const key = { userId, connectionId };
    if ((await tx.accessRequest.count({ where: key })) > 0) return;
    await tx.accessRequest.create({ data: key });
    await raiseRequestProblem(tx, connectionId, email);
    await recordAudit(tx, { connectionId, actor: `user:${userId}`, action: "team.request", subject: userId });
  });
}
