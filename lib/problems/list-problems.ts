import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import type { Problem } from "#lib/generated/prisma/client.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import { ownersProblems } from "#lib/team/request-problem.ts";

const MAX = 100;

const problemView = (problem: Problem) => ({
  id: problem.id,
  kind: problem.kind,
  subject: problem.subject,
  connectionId: problem.connectionId,
  syncId: problem.syncId,
  paymentId: problem.paymentId,
  detail: problem.detail,
  count: problem.count,
  raisedAt: problem.raisedAt.toISOString(),
  lastSeenAt: problem.lastSeenAt.toISOString(),
});

export type ProblemView = ReturnType<typeof problemView>;

/** Open problems of the reader's accounts that are his to solve, the latest first. */
export async function listProblems(actor: UserActor): Promise<ProblemView[]> {
  const [own, owned] = await Promise.all([memberConnectionIds(actor), memberConnectionIds(actor, "owner")]);
  const problems = await db.problem.findMany({
    where: {
      clearedAt: null,
      OR: [
        { connectionId: { in: own }, kind: { notIn: [...ownersProblems] } },
        { connectionId: { in: owned }, kind: { in: [...ownersProblems] } },
      ],
    },
    orderBy: { lastSeenAt: "desc" },
    take: MAX,
  });
  return problems.map(problemView);
}
