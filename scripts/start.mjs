// The way into every command: runs under whatever Node the machine has, installs what is missing and goes on under the
// pinned one. Plain JavaScript without dependencies, because neither types nor packages may be there yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const pinnedNode = path.join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

const commands = {
  start: ["server/main.ts"],
  dev: ["server/main.ts", "--dev"],
  test: ["scripts/test.ts"],
  hub: ["server/cli.ts"],
  bench: ["bench/run.ts"],
  "bench:migration": ["bench/migration/run.ts"],
  torture: ["bench/torture/run.ts"],
};

/** @param {string} file */
const read = (file) => readFileSync(path.join(root, file), "utf8");

const say = (text) => process.stderr.write(`${text}\n`);

/** Versions by place in node_modules, as a lock file tells them. */
const packagesOf = (lockFile) => {
  const { packages } = JSON.parse(read(lockFile));
  return Object.entries(packages).filter(([place]) => place.startsWith("node_modules/"));
};

/** npm leaves a list of what it installed; packages for other platforms may be missing from it. */
const isInstalled = () => {
  if (!existsSync(pinnedNode)) return false;
  try {
    const wanted = new Map(packagesOf("package-lock.json"));
    const found = new Map(packagesOf("node_modules/.package-lock.json"));
    for (const [place, { version, optional }] of wanted) {
      const installed = found.get(place);
      if (installed === undefined ? optional !== true : installed.version !== version) return false;
    }
    return [...found.keys()].every((place) => wanted.has(place));
  } catch {
    return false;
  }
};

/**
 * npm hands a signal to the shell between it and us, which dies of it without a word: being orphaned is our signal.
 * @param {() => void} onOrphaned
 */
const watchForOrphaning = (onOrphaned) => {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onOrphaned();
  }, 200);
  return watch;
};

/**
 * Runs a program to its end with our terminal. Signals are passed on, and how it ended is how we end.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>} exit code
 */
const run = (program, args, options) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, ...options });
    const forward = (signal) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
    const orphanWatch = watchForOrphaning(() => child.kill("SIGTERM"));
    child.once("error", (error) => {
      say(`${program} cannot be run: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(name, forward);
      clearInterval(orphanWatch);
      resolve(code ?? 128 + (signalNumbers[signal] ?? 15));
    });
  });

const install = async () => {
  say("Installing packages (once, and again when package-lock.json changes) …");
  const npm = process.env.npm_execpath;
  // Development packages hold the pinned Node; scripts place its binary and PostgreSQL's libraries.
  const flags = ["ci", "--include=dev", "--ignore-scripts=false", "--no-audit", "--no-fund", "--loglevel=error"];
  const env = {
    ...process.env,
    // Keeps Prisma from looking for native engines on the network: the hub uses its WebAssembly ones.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_SKIP_POSTINSTALL_GENERATE: "1",
  };
  const stdio = ["ignore", "inherit", "inherit"];
  const code =
    npm !== undefined && npm.endsWith(".js")
      ? await run(process.execPath, [npm, ...flags], { env, stdio })
      : await run("npm", flags, { env, stdio, shell: process.platform === "win32" });
  if (code !== 0) {
    say("The packages could not be installed, see above. Is the network or the npm registry reachable?");
    process.exit(code);
  }
};

/** Writes the database client anew when the schema or the generator has changed. */
const generate = async () => {
  const marker = path.join(root, "lib/generated/prisma/.sources");
  const sources = createHash("sha256")
    .update(read("prisma/schema.prisma"))
    .update(read("package-lock.json"))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === sources) return;
  const code = await run(pinnedNode, ["scripts/generate.ts"], { stdio: "inherit" });
  if (code !== 0) process.exit(code);
  writeFileSync(marker, sources);
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old: 20.19 or newer is needed (https://nodejs.org).`);
  process.exit(1);
}
const [name = "start", ...args] = process.argv.slice(2);
const target = commands[name];
if (target === undefined) {
  say(`Unknown command "${name}". There are: ${Object.keys(commands).join(", ")}.`);
  process.exit(1);
}
if (!isInstalled()) await install();
await generate();
process.exitCode = await run(pinnedNode, [...target, ...args], {
  // The channel tells the hub when this process is gone.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH ?? ""}` },
});
