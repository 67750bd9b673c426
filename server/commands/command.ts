import type { Env } from "#lib/env.ts";

/** An operator's command: what it is called with, what it does in a line, and the work. */
export interface Command {
  readonly synopsis: string;
  readonly summary: string;
  readonly needsDatabase: boolean;
  run(args: string[], env: Env): Promise<void>;
}

/** Says what is wrong in words for the operator; ends the command with exit code 1. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
}
