import type { Tx } from "#lib/db.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";

const KIND = "access_requested";

/** Only owners can answer it, so it is shown to nobody else. */
export const ownersProblems: readonly string[] = [KIND];

/** One problem per connection, open while anybody waits for an answer. */
export async function raiseRequestProblem(tx: Tx, connectionId: string, email: string): Promise<void> {
  await raiseProblem(tx, { kind: KIND, subject: connectionId, connectionId, detail: { email } });
}

export async function clearAnsweredProblem(tx: Tx, connectionId: string): Promise<void> {
  const waiting = await tx.accessRequest.count({ where: { connectionId } });
  if (waiting === 0) await clearProblem(tx, { kind: KIND, subject: connectionId });
}
