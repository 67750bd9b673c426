import path from "node:path";
import type { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { Pool, type QueryConfig, type QueryResult } from "pg";
import { noFilters, openSchemaEngine, prismaFolder, readSchema, WholeScriptAdapterFactory } from "#server/schema-engine.ts";

const charOid = 18;
const textOid = 25;

/**
 * Prisma's driver adapter does not know PostgreSQL's internal type "char", which Prisma's own schema queries return:
 * such columns pass through the adapter as text and get their type back afterwards.
 */
class DescribingAdapterFactory extends WholeScriptAdapterFactory {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    const askPool = pool.query.bind(pool) as (query: QueryConfig, values?: unknown[]) => Promise<QueryResult>;
    const askAdapter = adapter.queryRaw.bind(adapter);
    let charColumns = new Set<string>();
    const query = async (...args: Parameters<typeof askPool>): Promise<QueryResult> => {
      const result = await askPool(...args);
      const chars = result.fields.filter(({ dataTypeID }) => dataTypeID === charOid);
      charColumns = new Set(chars.map(({ name }) => name));
      for (const field of chars) field.dataTypeID = textOid;
      return result;
    };
    Object.assign(pool, { query });
    adapter.queryRaw = async (sql) => {
      const result = await askAdapter(sql);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

/** SQL that leads from a live database to prisma/schema.prisma; empty text when they agree. */
export const diffToSchema = async (databaseUrl: string): Promise<string> => {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const engine = await openSchemaEngine(pool, DescribingAdapterFactory);
    const to = await readSchema();
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: to.files, configDir: path.dirname(prismaFolder) },
      to,
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  } finally {
    await pool.end();
  }
};
