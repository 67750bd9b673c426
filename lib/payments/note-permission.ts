import type { Tx } from "#lib/db.ts";
import type { Attempt, OperationKind, Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { forgetRefusal, rememberRefusal } from "#lib/syncs/capabilities.ts";
import { isCurrentAccess } from "#lib/syncs/open-order.ts";
import type { Outcome } from "./close-operation.ts";

/** "Доступ запрещён" to one method, while the same login may ask: the installation does not permit the operation. */
const DENIED = "5";

export type PermittedKind = Exclude<OperationKind, "register">;

/**
 * Some operations need a permission of the bank that a new shop may not have. Learns from an answer which one is missing,
 * tells the merchant what to write to the bank, and forgets it as soon as the operation works.
 */
export async function notePermission(tx: Tx, { sync, ...attempt }: Attempt & { sync: Sync }, kind: PermittedKind, outcome: Outcome): Promise<void> {
  // What an access the sync had before may do says nothing about the present one.
  if (!isCurrentAccess(sync, attempt)) return;
  const problem = { kind: `no_permission_${kind}`, subject: sync.id };
  if (outcome.state === "succeeded") {
    await forgetRefusal(tx, sync.id, kind);
    await clearProblem(tx, problem);
  }
  if (outcome.state !== "rejected" || outcome.code !== DENIED) return;
  await rememberRefusal(tx, sync.id, kind);
  await raiseProblem(tx, { ...problem, connectionId: sync.connectionId, syncId: sync.id, detail: { login: sync.login, attemptId: attempt.id } });
}
