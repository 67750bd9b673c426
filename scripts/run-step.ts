import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

export interface Step {
  readonly name: string;
  /** A script or the JavaScript entry of a package's program, with its arguments. */
  readonly command: readonly string[];
  /** Reads test counts after the run; steps without tests count only when they fail. */
  readonly counts?: () => Promise<{ passed: number; failed: number }>;
  readonly env?: Readonly<Record<string, string>>;
}

const spawnStep = ({ command, env }: Step): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.once("close", (code) => {
      resolve({ code: code ?? 1, output });
    });
  });

/** Runs one step quietly; its output is shown only when it fails. */
export const runStep = async (step: Step): Promise<StepResult> => {
  const startedAt = performance.now();
  const { code, output } = await spawnStep(step);
  const seconds = (performance.now() - startedAt) / 1000;
  const counts = (await step.counts?.().catch(() => null)) ?? { passed: 0, failed: 0 };
  const ok = code === 0 && counts.failed === 0;
  // A step that fails without a failed test (lint, types, a crash) is one failure.
  const failed = ok ? 0 : Math.max(1, counts.failed);
  console.log(`${ok ? "✓" : "✗"} ${step.name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(`\n── ${step.name} ${"─".repeat(40)}\n${output.trim()}\n`);
  return { name: step.name, ok, seconds, passed: counts.passed, failed };
};
