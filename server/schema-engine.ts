import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Pool } from "pg";

type Engine = bindings.SchemaEngine;
type MigrationList = Parameters<Engine["applyMigrations"]>[0]["migrationsList"];
type SchemasContainer = Extract<Parameters<Engine["diff"]>[0]["to"], { tag: "schemaDatamodel" }>;

export const prismaFolder = path.resolve(import.meta.dirname, "../prisma");
export const migrationsFolder = path.join(prismaFolder, "migrations");
export const noFilters = { externalTables: [], externalEnums: [] };

let loading: Promise<void> | null = null;

/** Where the engine leaves its last words; without it a panic says nothing but "unreachable". */
const reportPanics = (): void => {
  const registry = { set_message: (message: string) => process.stderr.write(`Prisma's schema engine: ${message}\n`) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
};

/** The engine never clears its 10 s lock timer, which would keep a finished process alive for as long. */
const engineImports = (): WebAssembly.ModuleImports => {
  const given = Object.entries(bindings) as [string, WebAssembly.ImportValue][];
  const setIdleTimer = (work: () => void, milliseconds: number) => setTimeout(work, milliseconds >>> 0).unref();
  const timers = given
    .filter(([name]) => name.startsWith("__wbg_setTimeout_"))
    .map(([name]) => [name, setIdleTimer] as const);
  return { ...Object.fromEntries(given), ...Object.fromEntries(timers) };
};

/** Prisma's migration engine as WebAssembly: the native one would have to be downloaded outside npm. */
const loadEngine = (): Promise<void> => {
  loading ??= (async () => {
    reportPanics();
    const engine = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const code = await readFile(engine.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": engineImports() });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports["__wbindgen_start"] as () => void)();
  })();
  return loading;
};

/**
 * Prisma's driver adapter cuts a script at every semicolon, also inside function bodies. Sent whole, PostgreSQL reads
 * it itself and runs it as one transaction.
 */
export class WholeScriptAdapterFactory extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    return adapter;
  }
}

export const openSchemaEngine = async (
  pool: Pool,
  Factory: typeof WholeScriptAdapterFactory = WholeScriptAdapterFactory,
): Promise<Engine> => {
  await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new Factory(pool));
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
};

export const readSchema = async (): Promise<SchemasContainer> => {
  const file = path.join(prismaFolder, "schema.prisma");
  return { tag: "schemaDatamodel", files: [{ path: file, content: await readFile(file, "utf8") }] };
};

/** Names of the migrations shipped with this version, oldest first. */
export const listMigrationNames = async (folder = migrationsFolder): Promise<string[]> => {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
};

export const readMigrations = async (folder: string, names: readonly string[]): Promise<MigrationList> => {
  const lockfile = path.join(folder, "migration_lock.toml");
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockfile) ? await readFile(lockfile, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(path.join(folder, name, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
};
