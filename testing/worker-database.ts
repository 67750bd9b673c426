import "./environment.ts";
import { Client, DatabaseError } from "pg";
import { afterAll, beforeEach, inject } from "vitest";
import { runSql } from "./scratch-database.ts";

const template = new URL(inject("templateDatabaseUrl"));
const templateName = template.pathname.slice(1);
const at = (database: string): string => Object.assign(new URL(template), { pathname: `/${database}` }).href;

/** One database per worker, copied from the migrated template the first time this worker runs a file. */
const ensureDatabase = async (): Promise<string> => {
  const name = `${templateName}_${process.env["VITEST_POOL_ID"] ?? "1"}`;
  const found = await runSql(at("postgres"), `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (found.rows.length === 0) await runSql(at("postgres"), `CREATE DATABASE "${name}" TEMPLATE "${templateName}"`);
  return at(name);
};

const databaseUrl = await ensureDatabase();
process.env["DATABASE_URL"] = databaseUrl;

const client = new Client({ connectionString: databaseUrl });
await client.connect();
// Append-only tables refuse this by trigger; a replica session fires neither those nor foreign keys.
await client.query("SET session_replication_role = replica");

const { rows: tables } = await client.query<{ name: string }>(
  `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
   WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
);

const emptyAll = tables.map(({ name }) => `DELETE FROM ${name};`).join("\n");

/** The queue looks after its own tables meanwhile, and of two that wait for each other the database ends one. */
async function empty(sql: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      const isDeadlock = error instanceof DatabaseError && error.code === "40P01";
      if (!isDeadlock || tries === 5) throw error;
    }
  }
}

/** Each test starts with empty tables, and with an empty queue when one has been made. */
beforeEach(async () => {
  // Faster than TRUNCATE, which makes new files; without foreign key triggers the order does not matter.
  await empty(emptyAll);
  const queue = await client.query<{ name: string | null }>("SELECT to_regclass('pgboss.job')::text AS name");
  if (queue.rows[0]?.name != null) await empty("DELETE FROM pgboss.job");
});

afterAll(async () => {
  await client.end();
});
