import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { isReachable, type RunAs } from "./run-as.ts";

const outsideFolder = "/var/lib/retailcrm-alfabank-hub";

/** Our own folder may be entered, not listed, by the account PostgreSQL runs as; the keys inside are 0600. */
const openForPassage = async (folder: string): Promise<void> => {
  const { mode, uid } = await stat(folder);
  if (uid === process.getuid?.()) await chmod(folder, (mode & 0o777) | 0o011);
};

/** Root's home is closed to that account: then the database lives under /var/lib and this file says where. */
const folderOutside = async (pointer: string): Promise<string> => {
  const known = (await readFile(pointer, "utf8").catch(() => "")).trim();
  const folder = known === "" ? path.join(outsideFolder, randomUUID()) : known;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (known === "") await writeFile(pointer, `${folder}\n`);
  return folder;
};

/** The folder in which PostgreSQL keeps its files: DATA_DIR/postgres wherever that can work. */
export const chooseClusterFolder = async (dataDir: string, runAs: RunAs | null): Promise<string> => {
  const usual = path.join(dataDir, "postgres");
  if (runAs === null) return usual;
  await openForPassage(dataDir);
  if (isReachable(dataDir, runAs)) return usual;
  return path.join(await folderOutside(path.join(dataDir, "postgres-folder.txt")), "postgres");
};
