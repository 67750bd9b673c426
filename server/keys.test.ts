import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readKeys, writeEncryptionKeys } from "./keys.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hub-keys-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it("makes the keys once, readable by their owner only", async () => {
  const first = await readKeys(folder, false, false);
  expect(first.encryptionKey).toMatch(/^v1:[A-Za-z0-9+/]{43}=$/);
  expect(first.sessionSecret.length).toBeGreaterThan(40);
  expect(await readKeys(folder, true, false)).toEqual(first);
  expect((await stat(path.join(folder, "keys"))).mode & 0o777).toBe(0o700);
  for (const name of await readdir(path.join(folder, "keys"))) {
    expect((await stat(path.join(folder, "keys", name))).mode & 0o777).toBe(0o600);
  }
});

it("gives all of several processes that start at once the same keys", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => readKeys(folder, false, false)));
  expect(new Set(all.map((keys) => JSON.stringify(keys))).size).toBe(1);
  expect(await readdir(path.join(folder, "keys"))).toHaveLength(3);
});

it("refuses to replace a lost encryption key while a database is there", async () => {
  await readKeys(folder, false, false);
  await rm(path.join(folder, "keys", "encryption-key"));
  await expect(readKeys(folder, true, false)).rejects.toThrow(/encryption-key is missing but the database is there/);
  expect((await readKeys(folder, true, true)).encryptionKey).toBe("");
});

it("replaces the key list in one step", async () => {
  await readKeys(folder, false, false);
  await writeEncryptionKeys(folder, ["v1:new", "v1:old"]);
  expect(await readFile(path.join(folder, "keys", "encryption-key"), "utf8")).toBe("v1:new,v1:old\n");
});
