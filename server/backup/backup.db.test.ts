import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFreshDatabase } from "#testing/fresh-database.ts";
import { runSql } from "#testing/scratch-database.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

let folder = "";
const file = () => path.join(folder, "backup.jsonl.gz");

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hub-backup-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const awkward = `\\n\t"quotes", 'apostrophe' \\\\ {braces} (рубли & копейки %) \u{1f4b3}`;

const filledDatabase = async (): Promise<string> => {
  const url = await createFreshDatabase(true);
  await runSql(
    url,
    `INSERT INTO "User" (id, email, "passwordHash", "updatedAt")
       VALUES ('018f3f5e-0000-7000-8000-000000000001', 'a@b.ru', $tag$${awkward}$tag$, now());
     INSERT INTO "Notification" (method, signature, payload) SELECT 'GET', 'absent', jsonb_build_object('n', n)
       FROM generate_series(1, 1234) n;`,
  );
  return url;
};

const snapshot = async (url: string) => {
  const { rows } = await runSql<{ users: string; notifications: string }>(
    url,
    `SELECT (SELECT string_agg(u::text, '|' ORDER BY id) FROM "User" u) AS users,
            (SELECT md5(string_agg(n::text, '|' ORDER BY id)) FROM "Notification" n) AS notifications`,
  );
  return rows[0];
};

it("brings back every row exactly, and numbers go on behind the last one", async () => {
  const source = await filledDatabase();
  await writeBackup(source, file());
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const target = await createFreshDatabase(true);
  expect(await restoreBackup(target, file())).toBe(1235);
  expect(await snapshot(target)).toEqual(await snapshot(source));
  const next = await runSql<{ id: string }>(
    target,
    `INSERT INTO "Notification" (method, signature, payload) VALUES ('GET', 'absent', '{}') RETURNING id`,
  );
  expect(next.rows[0]?.id).toBe("1235");
});

it("restores into a database that has no tables yet", async () => {
  const source = await filledDatabase();
  await writeBackup(source, file());
  const target = await createFreshDatabase();
  expect(await restoreBackup(target, file())).toBe(1235);
  expect(await snapshot(target)).toEqual(await snapshot(source));
});

it("never writes over a file", async () => {
  await writeFile(file(), "precious");
  const source = await createFreshDatabase(true);
  await expect(writeBackup(source, file())).rejects.toThrow(/EEXIST/);
  expect(await readFile(file(), "utf8")).toBe("precious");
});

it("refuses a database with rows in it and leaves them alone", async () => {
  const source = await filledDatabase();
  await writeBackup(source, file());
  const before = await snapshot(source);
  await expect(restoreBackup(source, file())).rejects.toThrow(/not empty/);
  expect(await snapshot(source)).toEqual(before);
});

it("restores nothing from a file that was cut, and refuses other files", async () => {
  const source = await filledDatabase();
  await writeBackup(source, file());
  const lines = gunzipSync(await readFile(file()))
    .toString()
    .trimEnd()
    .split("\n");
  await writeFile(file(), gzipSync(`${lines.slice(0, -2).join("\n")}\n`));
  const target = await createFreshDatabase();
  await expect(restoreBackup(target, file())).rejects.toThrow(/cut off/);
  const { rows } = await runSql(target, `SELECT count(*)::int AS n FROM "User"`);
  expect(rows).toEqual([{ n: 0 }]);
  await writeFile(file(), gzipSync('{"format":"something else"}\n'));
  await expect(restoreBackup(target, file())).rejects.toThrow("This is not a backup of the hub.");
});
