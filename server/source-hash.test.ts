import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashSources } from "./source-hash.ts";

let root = "";

const put = async (file: string, text: string): Promise<void> => {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
};

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hub-sources-"));
  await put("app/page.tsx", "one");
  await put("lib/money.ts", "two");
  await put("next.config.mjs", "three");
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

it("stays the same whatever does not go into the build", async () => {
  const before = await hashSources(root);
  await utimes(path.join(root, "app/page.tsx"), new Date(0), new Date(0));
  await put("app/page.test.ts", "test");
  await put("README.md", "words");
  await put("server/main.ts", "server");
  await put("data/x", "data");
  expect(await hashSources(root)).toBe(before);
});

it.each([
  ["a changed file", () => put("lib/money.ts", "other")],
  ["a new file", () => put("components/deep/button.tsx", "new")],
  ["a removed file", () => rm(path.join(root, "lib/money.ts"))],
  ["another configuration", () => put("next.config.mjs", "other")],
  ["other packages", () => put("package-lock.json", "{}")],
  [
    "text moved between files",
    async () => {
      await put("app/page.tsx", "");
      await put("lib/money.ts", "onetwo");
    },
  ],
])("changes with %s", async (_what, change) => {
  const before = await hashSources(root);
  await change();
  expect(await hashSources(root)).not.toBe(before);
});
