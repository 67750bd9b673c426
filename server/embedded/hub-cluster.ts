import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Env } from "#lib/env.ts";
import { readKeys, type GeneratedKeys } from "#server/keys.ts";
import { recallPort, rememberPort } from "#server/remembered-ports.ts";
import { chooseClusterFolder } from "./cluster-folder.ts";
import { connectQuietly } from "./cluster-owner.ts";
import { startCluster, type Cluster } from "./cluster.ts";
import { findRunAs } from "./run-as.ts";

export interface HubCluster {
  readonly cluster: Cluster;
  readonly keys: GeneratedKeys;
  readonly databaseUrl: string;
}

const ensureDatabase = async (cluster: Cluster): Promise<void> => {
  const client = await connectQuietly(cluster.url("postgres"));
  const exists = async () => (await client.query("SELECT 1 FROM pg_database WHERE datname = 'hub'")).rowCount === 1;
  try {
    if (!(await exists())) await client.query("CREATE DATABASE hub");
  } catch (error) {
    // Another process of ours may have been a moment faster.
    if (!(await exists())) throw error;
  } finally {
    await client.end();
  }
};

/**
 * Starts (or joins) the embedded PostgreSQL of a DATA_DIR with the product's database and keys in it.
 * @param fixedPort when connection pools of this process know the address already
 */
export const startHubCluster = async (env: Env, fixedPort: number | null = null): Promise<HubCluster> => {
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 });
  const dir = await chooseClusterFolder(env.dataDir, findRunAs());
  const keys = await readKeys(env.dataDir, existsSync(path.join(dir, "PG_VERSION")), env.encryptionKeys.length > 0);
  const preferredPort = await recallPort(env.dataDir, "database");
  const cluster = await startCluster({ dir, password: keys.databasePassword, preferredPort, fixedPort });
  await rememberPort(env.dataDir, "database", cluster.port);
  await ensureDatabase(cluster);
  return { cluster, keys, databaseUrl: cluster.url("hub") };
};
