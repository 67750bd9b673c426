import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Everything that can change what `next build` makes. */
const inputs = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.cjs",
  "tsconfig.json",
  "package-lock.json",
];

const isInput = (file: string): boolean => !/\.test\.tsx?$|\.md$/.test(file);

const listFiles = async (root: string, input: string): Promise<string[]> => {
  const full = path.join(root, input);
  if (!existsSync(full)) return [];
  const entries = await readdir(full, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [input];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
};

/** One value for the contents of all sources of the web application; times and places of the files do not count. */
export const hashSources = async (root: string): Promise<string> => {
  const lists = await Promise.all(inputs.map((input) => listFiles(root, input)));
  const files = lists.flat().filter(isInput).sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of files) {
    hash.update(`\0${file.replaceAll(path.sep, "/")}\0`);
    hash.update(await readFile(path.join(root, file)));
  }
  return hash.digest("hex");
};
