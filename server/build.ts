import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { hashSources } from "./source-hash.ts";

export const root = path.resolve(import.meta.dirname, "..");
const buildFolder = path.join(root, ".next");
const marker = path.join(buildFolder, "hub-sources.txt");
const lockFolder = path.join(root, ".next-building");

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Two starts from one folder must not build into each other: the second waits and then finds the work done. */
const withBuildLock = async (work: () => Promise<void>): Promise<void> => {
  const holder = path.join(lockFolder, "pid");
  while (
    !(await mkdir(lockFolder).then(
      () => true,
      () => false,
    ))
  ) {
    const pid = Number(await readFile(holder, "utf8").catch(() => "0"));
    if (pid > 0 && !isAlive(pid)) await rm(lockFolder, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 500));
  }
  try {
    await writeFile(holder, String(process.pid));
    await work();
  } finally {
    await rm(lockFolder, { recursive: true, force: true });
  }
};

/** The build evaluates modules that read the environment; it gets a valid one that leads nowhere. */
const buildEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  DATABASE_URL: "postgresql://build@127.0.0.1:1/build",
  ENCRYPTION_KEY: `v1:${Buffer.alloc(32).toString("base64")}`,
  NEXTAUTH_SECRET: "only-present-while-building",
  NEXTAUTH_URL: "http://localhost:3000",
  LOG_LEVEL: "warn",
});

const runNextBuild = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env: buildEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web application could not be built:\n${output.trim()}`));
    });
  });

const isCurrent = async (sources: string): Promise<boolean> =>
  (await readFile(marker, "utf8").catch(() => "")) === sources;

/** Builds the web application when its sources differ from the last build. */
export const buildWhenChanged = async (announce: (text: string) => void, signal: AbortSignal): Promise<void> => {
  const sources = await hashSources(root);
  if (await isCurrent(sources)) return;
  await withBuildLock(async () => {
    if (await isCurrent(sources)) return;
    announce("Building the web application (once per version) …");
    await rm(marker, { force: true });
    await runNextBuild(signal);
    await writeFile(marker, sources);
  });
};
