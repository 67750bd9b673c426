import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFreshDatabase } from "#testing/fresh-database.ts";
import { runSql } from "#testing/scratch-database.ts";
import { migrate, MigrationRefused } from "./migrate.ts";
import { listMigrationNames, migrationsFolder } from "./schema-engine.ts";

let folder = "";

const addMigration = async (name: string, sql: string): Promise<void> => {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hub-migrations-"));
  await cp(path.join(migrationsFolder, "migration_lock.toml"), path.join(folder, "migration_lock.toml"));
  await addMigration("20260101000000_first", 'CREATE TABLE "A" (id int PRIMARY KEY);');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it("applies the shipped migrations once", async () => {
  const url = await createFreshDatabase();
  expect(await migrate(url)).toEqual(await listMigrationNames());
  expect(await migrate(url)).toEqual([]);
});

it("lets several instances start together", async () => {
  const url = await createFreshDatabase();
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.map((names) => names.length).sort()).toEqual([0, 0, (await listMigrationNames()).length]);
});

it("keeps function bodies with semicolons whole", async () => {
  const url = await createFreshDatabase();
  const body = "BEGIN PERFORM 1; RETURN NULL; END";
  await addMigration(
    "20260101000001_f",
    `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$; SELECT 1;`,
  );
  expect(await migrate(url, { folder })).toHaveLength(2);
});

it("refuses a database of a newer version and leaves it alone", async () => {
  const url = await createFreshDatabase();
  await addMigration("20990101000000_future", 'CREATE TABLE "B" (id int);');
  await migrate(url, { folder });
  await rm(path.join(folder, "20990101000000_future"), { recursive: true });
  await expect(migrate(url, { folder })).rejects.toThrow(/newer version of the hub .*20990101000000_future/);
  expect((await runSql(url, "SELECT to_regclass('\"B\"') AS name")).rows).toEqual([{ name: '"B"' }]);
});

it("refuses to go on after a failed migration, until told to try again", async () => {
  const url = await createFreshDatabase();
  const name = "20260101000001_broken";
  await addMigration(name, 'CREATE TABLE "C" (id int); SELECT no_such_function();');
  const failing = migrate(url, { folder });
  await expect(failing).rejects.toBeInstanceOf(MigrationRefused);
  await expect(failing).rejects.toThrow(new RegExp(`${name}: .*no_such_function`, "s"));
  // Nothing is left by half, and the next start does not try by itself.
  expect((await runSql(url, "SELECT to_regclass('\"C\"') AS name")).rows).toEqual([{ name: null }]);
  await expect(migrate(url, { folder })).rejects.toThrow(/earlier migration .* failed .*--retry/);

  await addMigration(name, 'CREATE TABLE "C" (id int);');
  expect(await migrate(url, { folder, retryFailed: true })).toEqual([name]);
  expect(await migrate(url, { folder })).toEqual([]);
});

it("stops at the migrations it is told to", async () => {
  const url = await createFreshDatabase();
  await addMigration("20260101000001_second", 'CREATE TABLE "D" (id int);');
  expect(await migrate(url, { folder, only: ["20260101000000_first"] })).toEqual(["20260101000000_first"]);
  await expect(migrate(url, { folder, only: ["20990101000000_unknown"] })).rejects.toThrow(/newer version/);
  expect(await migrate(url, { folder })).toEqual(["20260101000001_second"]);
});
