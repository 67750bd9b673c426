import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";

interface Known {
  id: string;
  appliedSeq: number;
}

/** Writes on this attempt, and its registration, without an outcome, or so fresh that the amounts we know are from before them. */
export const waitingOn = ({ id, appliedSeq }: Known): Prisma.OperationWhereInput => ({
  attemptId: id,
  OR: [{ state: { in: ["planned", "sent", "unknown"] } }, { freshFromSeq: { gt: appliedSeq } }],
});

/** Writes that stand in the way of a next one on this attempt. */
export const unsettledOn = (attempt: Known): Prisma.OperationWhereInput => ({ ...waitingOn(attempt), kind: { not: "register" } });

const ASKING_SECONDS = 15;

/** Will it be settled in a moment? One whose outcome is unclear, or whose bank cannot be asked, is not worth waiting for. */
export async function isSettling(paymentId: string): Promise<boolean> {
  const found = await db.operation.findMany({
    where: {
      paymentId,
      kind: { not: "register" },
      OR: [{ state: "sent" }, { freshFromSeq: { not: null }, finishedAt: { gt: addSeconds(now(), -ASKING_SECONDS) } }],
    },
    select: { state: true, freshFromSeq: true, attempt: { select: { appliedSeq: true } } },
  });
  return found.some(({ state, freshFromSeq, attempt }) => state === "sent" || (freshFromSeq ?? 0) > attempt.appliedSeq);
}
