import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { cleanEnvironment } from "./hub-process.ts";

const root = path.resolve(import.meta.dirname, "..");

/** What an instance of a test shares with the test and with its sisters. */
const shared = [
  "DATABASE_URL",
  "ENCRYPTION_KEY",
  "NEXTAUTH_SECRET",
  "PUBLIC_URL",
  "SHORT_URL",
  "ALFABANK_TEST_URL",
  "RETAILCRM_EXTRA_HOSTS",
  "SANDBOX",
  "HOST",
  "PORT",
] as const;

export interface Instance {
  readonly url: string;
  readonly child: ChildProcess;
  output(): string;
  /** Ends or freezes it without asking. */
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>;
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(shared.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

/** Starts one more instance on the database of this test. */
export async function startInstance(settings: Readonly<Record<string, string>> = {}): Promise<Instance> {
  const env = cleanEnvironment({ ...inherited(), LOG_LEVEL: "warn", TRUSTED_PROXIES: "127.0.0.1", ...settings });
  const child = spawn(process.execPath, ["testing/instance.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let wanted = false;
  // A hub that ends by itself is news, and its last words say why.
  void exited.then((code) => {
    if (!wanted) process.stderr.write(`an instance ended by itself with ${String(code)}:\n${text.slice(-10_000)}\n`);
  });
  const port = await new Promise<string>((resolve, reject) => {
    const keep = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /^ready (\d+)$/m.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    void exited.then((code) => {
      reject(new Error(`the instance ended with ${String(code)}:\n${text}`));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => text,
    signal: (name) => {
      wanted ||= name === "SIGKILL";
      child.kill(name);
    },
    stop: async () => {
      wanted = true;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      return exited;
    },
  };
}
