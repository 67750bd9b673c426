import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv, type Env, type RawEnv } from "#lib/env-schema.ts";

const certificateProblem = (file: string): string | null => {
  try {
    const text = readFileSync(file, "utf8");
    return text.includes("-----BEGIN CERTIFICATE-----") ? null : "is not a PEM file with certificates";
  } catch {
    return "names a file that cannot be read";
  }
};

const folderProblem = (folder: string): string | null => {
  let existing = folder;
  while (!existsSync(existing)) existing = path.dirname(existing);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return "names a folder that cannot be written to";
  }
};

/** What a value says may be right and still not be there: files and folders the variables point to. */
function* outsideProblems(env: Env): Generator<string> {
  if (env.alfabankExtraCa !== null) {
    const problem = certificateProblem(env.alfabankExtraCa);
    if (problem !== null) yield `ALFABANK_EXTRA_CA: ${problem}`;
  }
  const problem = folderProblem(env.dataDir);
  if (problem !== null) yield `DATA_DIR: ${problem}`;
}

export type CheckedEnvironment = { ok: true; env: Env } | { ok: false; problems: string[] };

export const checkEnvironment = (raw: RawEnv): CheckedEnvironment => {
  const parsed = parseEnv(raw);
  if (!parsed.ok) return parsed;
  const problems = [...outsideProblems(parsed.env)];
  return problems.length > 0 ? { ok: false, problems } : parsed;
};

/** One line per bad variable, no stack, no value; the caller ends the process with it. */
export const environmentReport = (problems: readonly string[]): string =>
  ["The hub cannot start, these settings are wrong:", ...problems.map((problem) => `  ${problem}`)].join("\n");
