import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { syncView, type SyncView, type SyncWithConnection } from "./sync-view.ts";

/** Payments of each sync that may still bring money. */
async function countOpen(syncs: readonly SyncWithConnection[]): Promise<Map<string, number>> {
  const rows = await db.payment.groupBy({
    by: ["syncId"],
    where: {
      connectionId: { in: [...new Set(syncs.map(({ connectionId }) => connectionId))] },
      syncId: { in: syncs.map(({ id }) => id) },
      status: { in: ["pending", "waitingForCapture"] },
    },
    _count: true,
  });
  return new Map(rows.map(({ syncId, _count }) => [syncId, _count]));
}

/** Views of syncs whose tenant has been checked; `roleIn` says what the reader is in each connection. */
export async function readSyncs(
  syncs: readonly SyncWithConnection[],
  roleIn: (connectionId: string) => Role,
  locale: string,
): Promise<SyncView[]> {
  const open = syncs.length === 0 ? new Map<string, number>() : await countOpen(syncs);
  const { publicUrl } = env();
  return syncs.map((sync) =>
    syncView(sync, { role: roleIn(sync.connectionId), locale, publicUrl, openPayments: open.get(sync.id) ?? 0 }),
  );
}

export async function readSync(sync: SyncWithConnection, role: Role, locale: string): Promise<SyncView> {
  const [view] = await readSyncs([sync], () => role, locale);
  if (view === undefined) throw new Error("a view per sync");
  return view;
}
