import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startCluster } from "#server/embedded/cluster.ts";
import { childOptions, findTools, run } from "#server/embedded/cluster-tools.ts";
import { migrate } from "#server/migrate.ts";
import { runSql } from "#testing/scratch-database.ts";

export interface TortureDatabase {
  readonly url: string;
  /** Ends the server without letting anybody finish, as a crash does; the same server is back after `downMs`. */
  crash(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Commits stay durable for a crash of the server, which is what is rehearsed here; only the machine may not fail. */
const settings = { fsync: "off", full_page_writes: "off", max_connections: "200" };

export async function startDatabase(): Promise<TortureDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "hub-torture-"));
  // PostgreSQL may run as another account and has to get through.
  await chmod(folder, 0o711);
  const dir = path.join(folder, "postgres");
  const start = (fixedPort: number | null) => startCluster({ dir, password: "torture", settings, fixedPort });
  let cluster = await start(null);
  const { port } = cluster;
  await runSql(cluster.url("postgres"), "CREATE DATABASE hub");
  const url = cluster.url("hub");
  await migrate(url);
  return {
    url,
    crash: async (downMs) => {
      const tools = await findTools();
      await run(tools.pgCtl, ["stop", "-w", "-t", "60", "-m", "immediate", "-D", dir], childOptions(tools, dir));
      await new Promise((resolve) => setTimeout(resolve, downMs));
      cluster = await start(port);
    },
    stop: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
