import { parseEnv, type Env } from "./env-schema.ts";

export type { Env, SandboxOffer } from "./env-schema.ts";

let parsed: Env | null = null;

const parse = (): Env => {
  const result = parseEnv(process.env);
  if (!result.ok) throw new Error(`The environment is not valid:\n${result.problems.join("\n")}`);
  return result.env;
};

/** The product's settings, read once per process. The server has checked them before anything asks. */
export const env = (): Env => (parsed ??= parse());

/** The embedded PostgreSQL puts its address into DATABASE_URL as soon as it runs. */
export const databaseUrl = (): string => {
  const url = env().databaseUrl;
  if (url === null) throw new Error("There is no database yet: DATABASE_URL is not set");
  return url;
};
