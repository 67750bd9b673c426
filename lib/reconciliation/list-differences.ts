import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import { differenceView, type DifferenceView, listedDifference } from "./difference-view.ts";
import { dayColumn } from "./moscow-days-state.ts";
import type { DifferenceFilter } from "./reconciliation-schema.ts";

const PAGE = 50;

export interface DifferencePage {
  items: DifferenceView[];
  nextCursor: string | null;
}

function whereOf(connectionIds: string[], { syncId, state, from, to, cursor }: DifferenceFilter): Prisma.ReconciliationDifferenceWhereInput {
  return {
    connectionId: { in: connectionIds },
    solvedAt: state === "open" ? null : { not: null },
    ...(syncId !== undefined && { syncId }),
    ...(cursor !== undefined && { id: { lt: cursor } }),
    day: { ...(from !== undefined && { gte: dayColumn(from) }), ...(to !== undefined && { lte: dayColumn(to) }) },
  };
}

/** Differences of the reader's syncs, the latest found first; ids are in order of time. */
export async function listDifferences(actor: Pick<UserActor, "userId">, filter: DifferenceFilter, size = PAGE): Promise<DifferencePage> {
  const [seen, managed] = await Promise.all([memberConnectionIds(actor), memberConnectionIds(actor, "manager")]);
  const found = await db.reconciliationDifference.findMany({
    where: whereOf(seen, filter),
    orderBy: { id: "desc" },
    take: size + 1,
    include: listedDifference,
  });
  const items = found.slice(0, size).map((difference) => differenceView(difference, managed.includes(difference.connectionId)));
  return { items, nextCursor: found.length > size ? (items.at(-1)?.id ?? null) : null };
}
