/**
 * A PostgreSQL server of this test's own, which may be stopped, frozen and filled up. Import it before anything that
 * reads the environment: hub and test use its database from then on.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach } from "vitest";
import { startCluster } from "#server/embedded/cluster.ts";
import { migrate } from "#server/migrate.ts";
import { runSql } from "./scratch-database.ts";

const folder = await mkdtemp(path.join(tmpdir(), "hub-trouble-"));
await chmod(folder, 0o711);
const dir = path.join(folder, "postgres");
/** As an operator's server has it: what is committed is on the disk. */
const options = { dir, password: "trouble", settings: { fsync: "on", synchronous_commit: "on", max_connections: "60" } };
const first = await startCluster(options);
let stop = (): Promise<void> => first.stop();

export const adminUrl = first.url("postgres");
const url = first.url("hub");
await runSql(adminUrl, "CREATE DATABASE hub");
await migrate(url);
process.env["DATABASE_URL"] = url;

export const database = {
  stop: (): Promise<void> => stop(),
  /** On the same port, as a server that comes back does. */
  start: async (): Promise<void> => {
    const next = await startCluster({ ...options, fixedPort: first.port });
    stop = () => next.stop();
  },
  /** Without a farewell to anybody: everything it was doing is cut off. */
  kill: (): void => {
    const [pid] = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGQUIT");
  },
  setReadOnly: async (readOnly: boolean): Promise<void> => {
    await runSql(adminUrl, `ALTER SYSTEM SET default_transaction_read_only = ${readOnly ? "on" : "off"}`);
    await runSql(adminUrl, "SELECT pg_reload_conf()");
  },
};

const emptyAll = `
  SET session_replication_role = replica;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
  END $$`;

beforeEach(async () => {
  await runSql(url, emptyAll);
});

afterAll(async () => {
  await stop().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});
