import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { Client } from "pg";
import { migrate } from "#server/migrate.ts";
import { listMigrationNames, migrationsFolder } from "#server/schema-engine.ts";
import { headerSchema, lineSchema } from "./backup-format.ts";
import { appliedMigrations, countRows, foreignRelations, identifier } from "./tables.ts";

const batchSize = 500;

export class RestoreRefused extends Error {
  override name = "RestoreRefused";
}

async function* readLines(file: string): AsyncGenerator {
  const stream = createReadStream(file);
  const unpacked = stream.pipe(createGunzip());
  stream.once("error", (error) => unpacked.destroy(error));
  for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
    yield JSON.parse(line) as unknown;
  }
}

/** What a hub writes by itself when it is started, before anybody has used it. */
const ownTraces: ReadonlySet<string> = new Set(["SetupToken", "RateLimit"]);

/** Made by migrations that this version knows. */
const isHubs = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ present: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present",
  );
  if (rows[0]?.present !== true) return false;
  const [applied, shipped] = await Promise.all([appliedMigrations(client), listMigrationNames(migrationsFolder)]);
  return applied.every((name) => shipped.includes(name));
};

const assertUnused = async (client: Client): Promise<void> => {
  if ((await countRows(client, ownTraces)) > 0) {
    throw new RestoreRefused("The database is not empty: a backup is restored into an empty one only.");
  }
};

const assertBlank = async (client: Client): Promise<void> => {
  const names = await foreignRelations(client);
  if (names.length > 0) {
    const shown = names.slice(0, 5).join(", ");
    throw new RestoreRefused(
      `The database is not empty, and it is not the hub's (it holds ${shown}): give the hub a database of its own.`,
    );
  }
};

/**
 * The schema goes back to the backup's own state first; newer migrations then run over the restored rows.
 * Nothing is dropped but the tables of a hub that nobody has used.
 */
const resetSchema = async (client: Client): Promise<void> => {
  if (await isHubs(client)) {
    await assertUnused(client);
    await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE");
  } else {
    await assertBlank(client);
  }
  await client.query("CREATE SCHEMA IF NOT EXISTS public");
};

/** Serial columns go on behind the highest restored value. */
const resetSequences = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT table_name AS table, column_name AS column,
            pg_get_serial_sequence(format('%I', table_name), column_name) AS sequence
     FROM information_schema.columns
     WHERE table_schema = 'public' AND pg_get_serial_sequence(format('%I', table_name), column_name) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows) {
    await client.query(
      `SELECT setval($1, coalesce(max(${identifier(column)}), 0) + 1, false) FROM ${identifier(table)}`,
      [sequence],
    );
  }
};

interface Target {
  readonly table: string;
  readonly columns: readonly string[];
}

const insertRows = async (client: Client, { table, columns }: Target, rows: readonly string[]): Promise<void> => {
  if (rows.length === 0) return;
  const names = columns.map(identifier).join(", ");
  const values = columns.map((column) => `(r.value).${identifier(column)}`).join(", ");
  await client.query(
    `INSERT INTO ${identifier(table)} (${names})
     SELECT ${values} FROM (SELECT unnest($1::text[])::${identifier(table)} AS value OFFSET 0) r`,
    [rows],
  );
};

const insertAll = async (client: Client, lines: AsyncGenerator): Promise<number> => {
  let target: Target | null = null;
  let batch: string[] = [];
  let count = 0;
  let end: number | null = null;
  const flush = async () => {
    if (target !== null) await insertRows(client, target, batch);
    count += batch.length;
    batch = [];
  };
  for await (const raw of lines) {
    const line = lineSchema.parse(raw);
    if (typeof line === "string") {
      batch.push(line);
      if (batch.length >= batchSize) await flush();
    } else {
      await flush();
      if ("table" in line) target = line;
      else end = line.end;
    }
  }
  if (end !== count) throw new RestoreRefused("The backup file is cut off: nothing was restored.");
  return count;
};

/**
 * Puts a backup into an empty database and brings it up to date.
 * @returns number of rows
 * @throws RestoreRefused when the database is in use or somebody else's, or the file is no whole backup
 */
export const restoreBackup = async (databaseUrl: string, file: string): Promise<number> => {
  const lines = readLines(file);
  const first = headerSchema.safeParse((await lines.next()).value);
  if (!first.success) throw new RestoreRefused("This is not a backup of the hub.");
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await resetSchema(client);
    await migrate(databaseUrl, { only: first.data.migrations });
    await client.query("BEGIN");
    const count = await insertAll(client, lines);
    await resetSequences(client);
    await client.query("COMMIT");
    await migrate(databaseUrl);
    return count;
  } finally {
    await client.end();
  }
};
