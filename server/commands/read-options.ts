import { parseArgs, type ParseArgsConfig } from "node:util";
import { CommandFailure } from "./command.ts";

/** node:util's parser with an error for people instead of a stack. */
export const readOptions = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error));
  }
};
