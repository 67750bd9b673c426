import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { migrate } from "#server/migrate.ts";
import { migrationsFolder } from "#server/schema-engine.ts";
import { diffToSchema } from "./schema-diff.ts";
import { startScratchCluster } from "#testing/scratch-database.ts";

/** Name of a migration folder: time to the second, then the name given, as Prisma writes it. */
const folderName = (name: string, now: Date): string =>
  `${now.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}_${name}`;

/** SQL from all existing migrations to prisma/schema.prisma. */
const planMigration = async (): Promise<string> => {
  const cluster = await startScratchCluster();
  try {
    const url = await cluster.create("plan");
    await migrate(url);
    return await diffToSchema(url);
  } finally {
    await cluster.stop();
  }
};

const [name = ""] = process.argv.slice(2);
if (!/^[a-z0-9_]{1,60}$/.test(name)) {
  console.error("Usage: node scripts/migration-new.ts <name>   (a-z, 0-9 and _)");
  process.exit(1);
}
const sql = await planMigration();
if (sql === "") {
  console.log("The migrations already lead to prisma/schema.prisma: nothing to write.");
} else {
  const folder = path.join(migrationsFolder, folderName(name, new Date()));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "migration.sql"), `${sql}\n`);
  const lockfile = path.join(migrationsFolder, "migration_lock.toml");
  if (!existsSync(lockfile)) await writeFile(lockfile, 'provider = "postgresql"\n');
  console.log(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql: read it before committing.`);
}
