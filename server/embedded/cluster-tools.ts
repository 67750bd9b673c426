import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findBinaries, type Binaries } from "./binaries.ts";
import { findRunAs, type RunAs } from "./run-as.ts";

export const run = promisify(execFile);

export interface Tools extends Binaries {
  readonly runAs: RunAs | null;
}

export const findTools = async (): Promise<Tools> => {
  const runAs = findRunAs();
  return { ...(await findBinaries(runAs)), runAs };
};

/**
 * English messages whatever the machine speaks (the builtin locale needs nothing from the system), and no more of our
 * environment than a program needs: PG… variables would change its behaviour, and our secrets are none of its business.
 */
export const childOptions = (tools: Tools, dir: string) => ({
  cwd: dir,
  // Out of our process group: Ctrl+C in a terminal must reach us alone, the database is stopped last.
  detached: process.platform !== "win32",
  env: {
    PATH: process.env["PATH"],
    SystemRoot: process.env["SystemRoot"],
    LC_ALL: "C",
    LANG: "C",
    TZ: "UTC",
  } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv,
  ...(tools.runAs ?? {}),
});

/** The end of a program's report: where it says what went wrong. */
export const lastPart = (text: string): string => text.trim().split("\n").slice(-8).join("\n");
