import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

describe("what it never touches", () => {
  it.each([
    ["another program's table", "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)", "SELECT id FROM orders"],
    ["a view", "CREATE VIEW totals AS SELECT 1 AS id", "SELECT id FROM totals"],
    ["another program's queue", "CREATE SCHEMA pgboss; CREATE TABLE pgboss.job AS SELECT 1 AS id", "SELECT id FROM pgboss.job"],
    [
      "another program of the same kind",
      `CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz);
       INSERT INTO _prisma_migrations VALUES ('20200101000000_theirs', now()); CREATE TABLE "User" AS SELECT 1 AS id LIMIT 0`,
      `SELECT 1 AS id FROM _prisma_migrations WHERE (SELECT count(*) FROM "User") = 0`,
    ],
  ])("%s", async (_, sql, look) => {
    await writeBackup(await filledDatabase(), file());
    const target = await createFreshDatabase();
    await runSql(target, sql);
    await expect(restoreBackup(target, file())).rejects.toThrow(/not the hub's/);
    expect((await runSql(target, look)).rows).toEqual([{ id: 1 }]);
  });

  it("rows of another program beside the hub's tables", async () => {
    await writeBackup(await filledDatabase(), file());
    const target = await createFreshDatabase(true);
    await runSql(target, "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)");
    await expect(restoreBackup(target, file())).rejects.toThrow(/not empty/);
    expect((await runSql(target, "SELECT id FROM orders")).rows).toEqual([{ id: 1 }]);
  });
});

it("restores where the hub was started once and nobody has used it yet", async () => {
  const source = await filledDatabase();
  await writeBackup(source, file());
  const target = await createFreshDatabase(true);
  await runSql(target, `INSERT INTO "SetupToken" VALUES ('hash', now(), now()); INSERT INTO "RateLimit" (key) VALUES ('a'); CREATE SCHEMA pgboss`);
  expect(await restoreBackup(target, file())).toBe(1235);
  expect(await snapshot(target)).toEqual(await snapshot(source));
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
