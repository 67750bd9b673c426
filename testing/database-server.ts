import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { migrate } from "#server/migrate.ts";
import { runSql, startScratchCluster } from "./scratch-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the migrated database that each worker copies. */
    templateDatabaseUrl: string;
  }
}

interface Server {
  url(database: string): string;
  stop(): Promise<void>;
}

/** TEST_DATABASE_URL names a server on which databases may be made; without it one is started for this run. */
const startServer = async (): Promise<Server> => {
  const given = process.env["TEST_DATABASE_URL"];
  if (given === undefined || given === "") return startScratchCluster();
  const url = (database: string) => Object.assign(new URL(given), { pathname: `/${database}` }).href;
  return { url, stop: () => Promise.resolve() };
};

/** Vitest's global set-up of the database tests. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startServer();
  const template = `hub_template_${randomBytes(4).toString("hex")}`;
  try {
    await runSql(server.url("postgres"), `CREATE DATABASE "${template}"`);
    await migrate(server.url(template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("templateDatabaseUrl", server.url(template));
  return async () => {
    await dropCopies(server.url("postgres"), template);
    await server.stop();
  };
};

const dropCopies = async (adminUrl: string, template: string): Promise<void> => {
  const { rows } = await runSql<{ name: string }>(
    adminUrl,
    `SELECT datname AS name FROM pg_database WHERE datname LIKE '${template}%'`,
  );
  for (const { name } of rows) await runSql(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
};
