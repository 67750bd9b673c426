import { spawn } from "node:child_process";
import path from "node:path";
import { cleanEnvironment } from "./hub-process.ts";

const root = path.resolve(import.meta.dirname, "..");

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a program of the product to its end with only the given settings. */
export const runProgram = async (args: string[], env: Record<string, string>, input = ""): Promise<Ended> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: cleanEnvironment(env),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, seconds: (performance.now() - startedAt) / 1000 };
};
