import { db } from "#lib/db.ts";

const tables = ["Payment", "Attempt", "Refund", "ReconciliationItem", "ReconciliationDifference"];

/**
 * The database takes these tables for empty, as it does when it looks while many rows are being written. Its statistics
 * are renewed behind our backs, so this is said again and again.
 */
export async function takeTablesForEmpty(): Promise<void> {
  await db.$executeRaw`
    UPDATE pg_class SET reltuples = 0, relpages = greatest(1, pg_relation_size(oid) / 8192)
    WHERE relnamespace = 'public'::regnamespace AND relname = ANY(${tables})`;
}
