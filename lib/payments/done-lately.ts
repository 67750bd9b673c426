import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Operation, OperationKind } from "#lib/generated/prisma/client.ts";
import { LAG_SECONDS } from "./operation-state.ts";

/** The newest of these writes on an attempt that the bank has confirmed lately, though what we know does not show it yet. */
export const doneLately = (tx: Tx, attemptId: string, kind: OperationKind): Promise<Operation | null> =>
  tx.operation.findFirst({
    where: { attemptId, kind, state: "succeeded", finishedAt: { gt: addSeconds(now(), -LAG_SECONDS) } },
    orderBy: { createdAt: "desc" },
  });
