import { randomBytes } from "node:crypto";
import { inject, onTestFinished } from "vitest";
import { runSql } from "./scratch-database.ts";

/** An empty database of its own for one test; `migrated` copies the template instead. Dropped when the test ends. */
export const createFreshDatabase = async (migrated = false): Promise<string> => {
  const template = new URL(inject("templateDatabaseUrl"));
  const templateName = template.pathname.slice(1);
  const at = (database: string) => Object.assign(new URL(template), { pathname: `/${database}` }).href;
  const name = `${templateName}_fresh_${randomBytes(4).toString("hex")}`;
  await runSql(at("postgres"), `CREATE DATABASE "${name}" TEMPLATE "${migrated ? templateName : "template1"}"`);
  onTestFinished(async () => {
    await runSql(at("postgres"), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  });
  return at(name);
};
