import { existsSync, readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { childOptions, findTools, lastPart, run, type Tools } from "./cluster-tools.ts";
import { findFreePort } from "./free-port.ts";
import { initialiseCluster, type NewCluster } from "./initialise-cluster.ts";

export interface ClusterOptions extends NewCluster {
  readonly preferredPort?: number | null;
  /** This port or none: others hold addresses with it. */
  readonly fixedPort?: number | null;
}

export interface Cluster {
  readonly port: number;
  /** It was running already: another process of ours (or a crashed one) started it. */
  readonly adopted: boolean;
  url(database: string): string;
  stop(): Promise<void>;
}

const isRunning = async (tools: Tools, dir: string): Promise<boolean> =>
  run(tools.pgCtl, ["status", "-D", dir], childOptions(tools, dir)).then(
    () => true,
    () => false,
  );

/** After a crash the recorded process id may belong to a stranger by now; PostgreSQL would refuse to start. */
const dropForeignLock = async (dir: string): Promise<void> => {
  const lock = path.join(dir, "postmaster.pid");
  if (process.platform !== "linux" || !existsSync(lock)) return;
  const pid = readFileSync(lock, "utf8").split("\n", 1)[0] ?? "";
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  if (command !== null && !command.includes("postgres")) await rm(lock, { force: true });
};

const launch = async (tools: Tools, options: ClusterOptions): Promise<void> => {
  const port = options.fixedPort ?? (await findFreePort(options.preferredPort ?? null));
  const log = path.join(options.dir, "start.log");
  await rm(log, { force: true });
  try {
    const args = ["start", "-w", "-t", "60", "-D", options.dir, "-l", log, "-o", `-p ${port.toString()}`];
    await run(tools.pgCtl, args, childOptions(tools, options.dir));
  } catch (error) {
    if (await isRunning(tools, options.dir)) return;
    const report = await readFile(log, "utf8").catch(() => String(error));
    throw new Error(`The embedded PostgreSQL did not start:\n${lastPart(report)}`, { cause: error });
  }
};

const runningPort = async (dir: string): Promise<number> =>
  Number((await readFile(path.join(dir, "postmaster.pid"), "utf8")).split("\n")[3]);

/** A starting server answers "starting up" for a moment, e.g. while it recovers from a crash. */
const waitForAnswer = async (url: string): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (attempt >= 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

/** Starts PostgreSQL in `dir`, or takes over the one that runs there already. */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const tools = await findTools();
  if (!existsSync(path.join(options.dir, "PG_VERSION"))) await initialiseCluster(tools, options);
  await dropForeignLock(options.dir);
  const adopted = await isRunning(tools, options.dir);
  if (!adopted) await launch(tools, options);
  const port = await runningPort(options.dir);
  const url = (database: string) =>
    `postgresql://hub:${encodeURIComponent(options.password)}@127.0.0.1:${port.toString()}/${database}?sslmode=disable`;
  await waitForAnswer(url("postgres"));
  return {
    port,
    adopted,
    url,
    stop: async () => {
      await run(
        tools.pgCtl,
        ["stop", "-w", "-t", "60", "-m", "fast", "-D", options.dir],
        childOptions(tools, options.dir),
      );
    },
  };
};
