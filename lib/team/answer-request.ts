import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { isUuid } from "#lib/ids.ts";
import { addMember } from "./add-member.ts";
import type { Person } from "./assert-role.ts";
import { asOwner, roleOf } from "./change-team.ts";
import { clearAnsweredProblem } from "./request-problem.ts";

const gone = (): AppError => new AppError("not_found", { reason: "team.errors.request_gone" });

async function takeRequest(tx: Tx, connectionId: string, userId: string): Promise<void> {
  const { count } = isUuid(userId) ? await tx.accessRequest.deleteMany({ where: { connectionId, userId } }) : { count: 0 };
  if (count === 0) throw gone();
}

/** An owner lets in somebody who asked. */
export async function approveRequest(actor: Person, connectionId: string, userId: string, role: Role): Promise<void> {
  await asOwner(actor, connectionId, async (tx) => {
    await takeRequest(tx, connectionId, userId);
    // Whoever came in meanwhile has no request left; should one be left, it lowers nobody's role.
    if ((await roleOf(tx, connectionId, userId)) !== null) throw gone();
    await addMember(tx, connectionId, userId, role);
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "team.approve", subject: userId, detail: { role } });
  });
}

/** An owner does not let him in. He may ask again. */
export async function declineRequest(actor: Person, connectionId: string, userId: string): Promise<void> {
  await asOwner(actor, connectionId, async (tx) => {
    await takeRequest(tx, connectionId, userId);
    await clearAnsweredProblem(tx, connectionId);
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "team.decline", subject: userId });
  });
}
