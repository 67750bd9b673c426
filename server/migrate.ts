import { Client, Pool } from "pg";
import { listMigrationNames, migrationsFolder, noFilters, openSchemaEngine, readMigrations } from "./schema-engine.ts";

/** Any constant of our own; held while migrating so that two starting instances take turns. */
const migrationLock = 4_203_187_510n;

export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

interface AppliedMigration {
  readonly name: string;
  readonly failed: boolean;
}

const readApplied = async (client: Client): Promise<AppliedMigration[]> => {
  const table = await client.query<{ present: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`,
  );
  if (table.rows[0]?.present !== true) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, finished_at IS NULL AS failed
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
};

const refuseWhenUnfit = (applied: readonly AppliedMigration[], known: readonly string[]): void => {
  const unknown = applied.filter(({ name }) => !known.includes(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new MigrationRefused(
      `The database was made by a newer version of the hub (migrations unknown here: ${unknown.join(", ")}). ` +
        "Start that version, or restore a backup made before the upgrade.",
    );
  }
  const failed = applied.filter((migration) => migration.failed).map(({ name }) => name);
  if (failed.length > 0) {
    throw new MigrationRefused(
      `An earlier migration of the database failed (${failed.join(", ")}). ` +
        'Remove the cause and run "npm run hub -- migrate --retry", or restore a backup.',
    );
  }
};

interface Work {
  readonly folder: string;
  readonly names: readonly string[];
  readonly failedNames: readonly string[];
}

const apply = async (databaseUrl: string, { folder, names, failedNames }: Work): Promise<string[]> => {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const engine = await openSchemaEngine(pool);
    for (const migrationName of failedNames) await engine.markMigrationRolledBack({ migrationName });
    const migrationsList = await readMigrations(folder, names);
    return (await engine.applyMigrations({ migrationsList, filters: noFilters })).appliedMigrationNames;
  } catch (error) {
    throw new MigrationRefused(`The database could not be migrated: ${describe(error)}`, { cause: error });
  } finally {
    await pool.end();
  }
};

/** The engine's message without its own call stack; the migration's name stands in that stack, so it is kept. */
const describe = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]+)"/.exec(text)?.[1];
  const message = text.split(/\n\s+0: /, 1)[0]?.trim() ?? "";
  return name === undefined ? message : `${name}: ${message}`;
};

export interface MigrateOptions {
  readonly folder?: string;
  /** Stop at these migrations: the schema a backup was taken from. */
  readonly only?: readonly string[];
  /** Try failed migrations again: PostgreSQL rolled their statements back, only the record of the failure is left. */
  readonly retryFailed?: boolean;
}

/**
 * Brings the database to this version's schema. Safe to run by several processes at once.
 * @returns names of the migrations applied now
 * @throws MigrationRefused when the schema is newer than this version or a migration failed
 */
export const migrate = async (databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> => {
  const folder = options.folder ?? migrationsFolder;
  const shipped = await listMigrationNames(folder);
  const known = shipped.filter((name) => options.only?.includes(name) ?? true);
  refuseWhenUnfit(
    (options.only ?? []).map((name) => ({ name, failed: false })),
    shipped,
  );
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    const applied = await readApplied(client);
    const failed = options.retryFailed === true ? applied.filter((migration) => migration.failed) : [];
    refuseWhenUnfit(
      applied.filter((migration) => !failed.includes(migration)),
      known,
    );
    const done = new Set(applied.filter((migration) => !migration.failed).map(({ name }) => name));
    if (known.every((name) => done.has(name))) return [];
    return await apply(databaseUrl, { folder, names: known, failedNames: failed.map(({ name }) => name) });
  } finally {
    await client.end();
  }
};
