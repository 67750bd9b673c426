import type { Tx } from "#lib/db.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { clearAnsweredProblem } from "./request-problem.ts";

/** Makes a person a member, or a member more than he was; what he had asked for is answered with it. Under the team's lock. */
export async function addMember(tx: Tx, connectionId: string, userId: string, role: Role): Promise<void> {
  const key = { userId, connectionId };
  await tx.membership.upsert({ where: { userId_connectionId: key }, create: { ...key, role }, update: { role } });
  await tx.accessRequest.deleteMany({ where: key });
  await clearAnsweredProblem(tx, connectionId);
}
