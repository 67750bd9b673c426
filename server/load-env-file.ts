import { existsSync } from "node:fs";
import path from "node:path";

const file = path.resolve(import.meta.dirname, "../.env");

/** Settings may stand in a file beside package.json; what the shell sets goes first. */
export const loadEnvFile = (): void => {
  if (existsSync(file)) process.loadEnvFile(file);
};
