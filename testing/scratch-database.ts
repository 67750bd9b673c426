import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, type QueryResult, type QueryResultRow } from "pg";
import { startCluster, type Cluster } from "#server/embedded/cluster.ts";

export const runSql = async <Row extends QueryResultRow>(
  databaseUrl: string,
  sql: string,
): Promise<QueryResult<Row>> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query<Row>(sql);
  } finally {
    await client.end();
  }
};

/** Durability is of no use to a database that is thrown away. */
const fast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

export interface ScratchCluster extends Cluster {
  create(database: string, template?: string): Promise<string>;
}

/** A PostgreSQL server in a temporary folder; `stop` removes it with everything in it. */
export const startScratchCluster = async (): Promise<ScratchCluster> => {
  const folder = await mkdtemp(path.join(tmpdir(), "hub-scratch-"));
  // PostgreSQL may run as another account (see run-as.ts) and has to get through.
  await chmod(folder, 0o711);
  const cluster = await startCluster({ dir: path.join(folder, "postgres"), password: "scratch", settings: fast });
  return {
    ...cluster,
    create: async (database, template = "template1") => {
      await runSql(cluster.url("postgres"), `CREATE DATABASE "${database}" TEMPLATE "${template}"`);
      return cluster.url(database);
    },
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
