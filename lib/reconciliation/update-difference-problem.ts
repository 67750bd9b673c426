import type { Tx } from "#lib/db.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";

const KIND = "reconciliation_differs";

/** One problem per sync, open as long as any of its differences is. */
export async function updateDifferenceProblem(tx: Tx, { id: syncId, connectionId }: Pick<Sync, "id" | "connectionId">): Promise<void> {
  const differences = await tx.reconciliationDifference.count({ where: { syncId, solvedAt: null } });
  if (differences === 0) await clearProblem(tx, { kind: KIND, subject: syncId });
  else await raiseProblem(tx, { kind: KIND, subject: syncId, connectionId, syncId, detail: { differences } });
}
