import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort } from "#server/embedded/free-port.ts";

const root = path.resolve(import.meta.dirname, "..");

export interface HubProcess {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** Everything the process has written so far, logs and words for people. */
  output(): string;
  /** One-time address at which the first owner is made; null when a user exists. */
  setupUrl(): string | null;
  /** SIGTERM, then the exit code. The data folder stays when it was given, and goes when it was ours. */
  stop(): Promise<number | null>;
}

export interface HubProcessOptions {
  /** Laid over a clean environment: nothing of the shell's settings leaks in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly dataDir?: string;
  readonly port?: number;
  readonly readyTimeoutMs?: number;
}

const inherited = ["PATH", "HOME", "TMPDIR", "SystemRoot", "TZ", "LANG", "LC_ALL"];

/** What a program needs to run at all, and the given settings: nothing else of the shell leaks in. */
export const cleanEnvironment = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const kept = inherited.map((name) => [name, process.env[name]] as const).filter(([, value]) => value !== undefined);
  // Next's types demand NODE_ENV, which people who start the hub do not set either.
  return { ...Object.fromEntries(kept), ...settings } as unknown as NodeJS.ProcessEnv;
};

export const makeDataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "hub-data-"));
  // PostgreSQL may run as another account and has to get through.
  await chmod(folder, 0o711);
  return folder;
};

const waitUntilReady = async (
  url: string,
  child: ChildProcess,
  output: () => string,
  limitMs: number,
): Promise<void> => {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The hub ended while starting:\n${output()}`);
    }
    const answer = await fetch(`${url}/api/health/live`).catch(() => null);
    if (answer?.ok === true && output().includes("The hub is ready")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The hub was not ready in time:\n${output()}`);
};

/** Runs the real process as `npm start` does, on a free port with a data folder of its own. */
export const startHubProcess = async (options: HubProcessOptions = {}): Promise<HubProcess> => {
  const port = options.port ?? (await findFreePort());
  const dataDir = options.dataDir ?? (await makeDataFolder());
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: root,
    env: cleanEnvironment({ PORT: String(port), DATA_DIR: dataDir, ...options.env }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk.toString("utf8");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const output = () => text;
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      resolve(code);
    });
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const code = await exited;
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    return code;
  };
  try {
    await waitUntilReady(`http://127.0.0.1:${port}`, child, output, options.readyTimeoutMs ?? 180_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, dataDir, child, output, setupUrl: () => /http\S+\/setup\S+/.exec(text)?.[0] ?? null, stop };
};
