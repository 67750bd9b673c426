import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Client } from "pg";
import type { BackupHeader, BackupLine } from "./backup-format.ts";
import { appliedMigrations, identifier, tablesInOrder } from "./tables.ts";

const pageSize = 1_000;

const columnsOf = async (client: Client, table: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [identifier(table)],
  );
  return rows.map(({ name }) => name);
};

async function* readRows(client: Client, table: string): AsyncGenerator<string> {
  await client.query(`DECLARE rows CURSOR FOR SELECT t::text AS row FROM ${identifier(table)} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${pageSize} FROM rows`);
    for (const { row } of rows) yield row;
    if (rows.length < pageSize) break;
  }
  await client.query("CLOSE rows");
}

async function* readLines(client: Client): AsyncGenerator<BackupHeader | BackupLine> {
  yield {
    format: "retailcrm-alfabank-hub backup 1",
    createdAt: new Date().toISOString(),
    migrations: await appliedMigrations(client),
  };
  let count = 0;
  for (const table of await tablesInOrder(client)) {
    yield { table, columns: await columnsOf(client, table) };
    for await (const row of readRows(client, table)) {
      count += 1;
      yield row;
    }
  }
  yield { end: count };
}

async function* asText(lines: AsyncIterable<BackupHeader | BackupLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/**
 * Writes one consistent moment of the database to a new file, beside running hubs. Secrets in it stay sealed.
 * @throws when the file exists already
 */
export const writeBackup = async (databaseUrl: string, file: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const target = await open(file, "wx", 0o600);
    await pipeline(Readable.from(asText(readLines(client))), createGzip(), target.createWriteStream({ flush: true }));
  } finally {
    await client.end();
  }
};
