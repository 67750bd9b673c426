import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";

const folders = ["app", "components", "lib", "server", "scripts"];
const off = /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|allowPartialTrustChain/;

const sources = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
};

it("no code of ours touches the verification of certificates (C-31)", async () => {
  const files = (await Promise.all(folders.map(sources))).flat();
  expect(files.length).toBeGreaterThan(100);
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const));
  expect(texts.filter(([, text]) => off.test(text)).map(([file]) => file)).toEqual([]);
});
