import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { Prisma } from "#lib/generated/prisma/client.ts";

/** Paid orders whose goods may have been handed over by now, in shops that settle prepayments by the order's status. */
export async function dueSettlements(limit: number): Promise<string[]> {
  const syncs = await db.sync.findMany({
    where: { fiscal: { path: ["closeOn"], not: Prisma.JsonNull }, connection: { keyRefusedAt: null } },
    select: { id: true },
  });
  if (syncs.length === 0) return [];
  const attempts = await db.attempt.findMany({
    where: { syncId: { in: syncs.map(({ id }) => id) }, closeCheckAt: { lte: now() } },
    orderBy: { closeCheckAt: "asc" },
    take: limit,
    select: { id: true },
  });
  return attempts.map(({ id }) => id);
}
