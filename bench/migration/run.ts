/**
 * `npm run bench:migration`: a database of the first release with many payments is brought to this version's schema
 * while nobody uses it, as a start of the hub does. PostgreSQL keeps what it writes, as in earnest.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { startCluster } from "#server/embedded/cluster.ts";
import { migrate } from "#server/migrate.ts";
import { listMigrationNames } from "#server/schema-engine.ts";
import { oldPayments } from "./old-payments.ts";

const { values } = parseArgs({ options: { payments: { type: "string", default: "1000000" } } });
const payments = Number(values.payments);
if (!Number.isSafeInteger(payments) || payments < 1) throw new Error(`--payments ${values.payments}: a whole number is needed`);

const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);

async function measure(url: string, client: Client): Promise<void> {
  const [first = ""] = await listMigrationNames();
  await migrate(url, { only: [first] });
  const filling = performance.now();
  await client.query(oldPayments(payments));
  await client.query("VACUUM ANALYZE");
  const size = await client.query<{ size: string }>("SELECT pg_size_pretty(pg_database_size(current_database())) AS size");
  console.log(`${String(payments)} payments of the first release, ${size.rows[0]?.size ?? "?"}, made in ${seconds(filling)} s`);
  const migrating = performance.now();
  const applied = await migrate(url);
  const total = seconds(migrating);
  const { rows } = await client.query<{ migration: string; seconds: number }>(
    `SELECT migration_name AS migration, round(extract(epoch FROM finished_at - started_at)::numeric, 1)::float AS seconds
     FROM _prisma_migrations WHERE migration_name <> $1 ORDER BY started_at`,
    [first],
  );
  const kept = await client.query<{ payments: string }>('SELECT count(*) AS payments FROM "Payment"');
  console.table(rows);
  console.log(`R16 ${String(applied.length)} migrations over ${kept.rows[0]?.payments ?? "?"} payments in ${total} s`);
}

const folder = await mkdtemp(path.join(tmpdir(), "hub-migration-"));
// PostgreSQL may run as another account and has to get through.
await chmod(folder, 0o711);
const cluster = await startCluster({ dir: path.join(folder, "postgres"), password: "migration" });
const url = cluster.url("postgres");
const client = new Client({ connectionString: url });
try {
  await client.connect();
  await measure(url, client);
} finally {
  await client.end();
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
