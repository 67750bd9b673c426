import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { findBinaries, type Binaries } from "./binaries.ts";
import { findFreePort } from "./free-port.ts";
import { findRunAs, type RunAs } from "./run-as.ts";

const run = promisify(execFile);

export interface ClusterOptions {
  /** PostgreSQL's own folder; made when missing. */
  readonly dir: string;
  readonly password: string;
  readonly preferredPort?: number | null;
  /** This port or none: others hold addresses with it. */
  readonly fixedPort?: number | null;
  /** Extra lines of postgresql.conf, fixed when the cluster is made. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Cluster {
  readonly port: number;
  /** It was running already: another process of ours (or a crashed one) started it. */
  readonly adopted: boolean;
  url(database: string): string;
  stop(): Promise<void>;
}

interface Tools extends Binaries {
  readonly runAs: RunAs | null;
}

const baseSettings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  logging_collector: "on",
  log_filename: "postgresql-%a.log",
  log_rotation_age: "1d",
  log_truncate_on_rotation: "on",
};

/**
 * English messages whatever the machine speaks (the builtin locale needs nothing from the system), and no more of our
 * environment than a program needs: PG… variables would change its behaviour, and our secrets are none of its business.
 */
const childOptions = (tools: Tools, dir: string) => ({
  cwd: dir,
  // Out of our process group: Ctrl+C in a terminal must reach us alone, the database is stopped last.
  detached: process.platform !== "win32",
  env: {
    PATH: process.env["PATH"],
    SystemRoot: process.env["SystemRoot"],
    LC_ALL: "C",
    LANG: "C",
    TZ: "UTC",
  } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
  ...(tools.runAs ?? {}),
});

const isRunning = async (tools: Tools, dir: string): Promise<boolean> =>
  run(tools.pgCtl, ["status", "-D", dir], childOptions(tools, dir)).then(
    () => true,
    () => false,
  );

const lastPart = (text: string): string => text.trim().split("\n").slice(-8).join("\n");

/** The program's own words; the command line with its twenty options says nothing to people. */
const setupError = (error: unknown): Error => {
  const words = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const report = words.trim() === "" ? String(error) : words;
  return new Error(`The embedded PostgreSQL could not be set up:\n${lastPart(report)}`, { cause: error });
};

const initialise = async (tools: Tools, options: ClusterOptions): Promise<void> => {
  const unfinished = `${options.dir}.new-${randomBytes(6).toString("hex")}`;
  const passwordFile = `${unfinished}.key`;
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    if (tools.runAs !== null) {
      await chown(unfinished, tools.runAs.uid, tools.runAs.gid);
      await chown(passwordFile, tools.runAs.uid, tools.runAs.gid);
    }
    const settings = Object.entries({ ...baseSettings, ...options.settings });
    await run(
      tools.initdb,
      [
        ...[`--pgdata=${unfinished}`, "--username=hub", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
        ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ...["--no-instructions", ...settings.map(([name, value]) => `--set=${name}=${value}`)],
      ],
      childOptions(tools, unfinished),
    );
    await rename(unfinished, options.dir);
  } catch (error) {
    // Another process may have made the cluster in the meantime: then its work is as good as ours.
    if (!existsSync(path.join(options.dir, "PG_VERSION"))) throw setupError(error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
};

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
  const runAs = findRunAs();
  const tools: Tools = { ...(await findBinaries(runAs)), runAs };
  if (!existsSync(path.join(options.dir, "PG_VERSION"))) await initialise(tools, options);
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
