import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { runStep, type Step, type StepResult } from "./run-step.ts";

const require = createRequire(import.meta.url);

/** A package's program by its name in package.json's "bin". */
const program = (packageName: string, bin: string): string => {
  const manifestPath = path.join(import.meta.dirname, "..", "node_modules", packageName, "package.json");
  const { bin: bins } = require(manifestPath) as { bin: string | Record<string, string> };
  const relative = typeof bins === "string" ? bins : bins[bin];
  if (relative === undefined) throw new Error(`${packageName} has no program ${bin}`);
  return path.join(path.dirname(manifestPath), relative);
};

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

const vitestCounts = async (file: string) => {
  const report = (await readJson(file)) as { numPassedTests: number; numFailedTests: number };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
};

const playwrightCounts = async (file: string) => {
  const { stats } = (await readJson(file)) as { stats: { expected: number; unexpected: number; flaky: number } };
  // A test that passes only when repeated hides a defect: it counts as failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
};

const reports = await mkdtemp(path.join(tmpdir(), "hub-test-"));

const vitest = (project: string): Step => {
  const file = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name: `${project} tests`,
    command: [program("vitest", "vitest"), "run", "--project", project, ...reporters],
    counts: () => vitestCounts(file),
  };
};

const playwrightReport = path.join(reports, "e2e.json");
const steps = {
  lint: { name: "lint", command: [program("eslint", "eslint"), ".", "--max-warnings", "0"] },
  imports: {
    name: "import directions",
    command: [program("dependency-cruiser", "depcruise"), ".", "--config", ".dependency-cruiser.cjs"],
  },
  unused: { name: "unused code", command: [program("knip", "knip")] },
  types: { name: "types", command: [program("typescript", "tsc"), "--noEmit"] },
  unit: vitest("unit"),
  db: vitest("db"),
  model: vitest("model"),
  torture: { name: "torture", command: ["bench/torture/run.ts", "--short"] },
  build: { name: "build", command: ["scripts/build.ts"] },
  e2e: {
    name: "e2e tests",
    command: [program("@playwright/test", "playwright"), "test", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    counts: () => playwrightCounts(playwrightReport),
  },
} satisfies Record<string, Step>;

type StepName = keyof typeof steps;

/** Two lanes for two cores; what follows needs what comes before. */
const lanes: StepName[][][] = [
  [
    ["lint", "imports", "unused", "types"],
    ["unit", "db"],
  ],
  [["build", "e2e"], ["model"]],
  // Alone: it starts and kills processes all the time, and browsers beside it would have to wait.
  [["torture"]],
];

const isStepName = (name: string): name is StepName => Object.hasOwn(steps, name);

const runLane = async (names: readonly StepName[]): Promise<StepResult[]> => {
  const results: StepResult[] = [];
  for (const name of names) results.push(await runStep(steps[name]));
  return results;
};

const printTable = (results: readonly StepResult[]): void => {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log("");
  for (const { name, ok, seconds, passed, failed } of results) {
    const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : "";
    console.log(`${ok ? "✓" : "✗"} ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${counts}`);
  }
  const sum = (pick: (result: StepResult) => number) => results.reduce((total, result) => total + pick(result), 0);
  console.log(`\n${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`);
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !isStepName(name));
if (unknown.length > 0) {
  console.error(`Unknown step ${unknown.join(", ")}. There are: ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}
const wanted = (name: StepName) => positionals.length === 0 || positionals.includes(name);
const results: StepResult[] = [];
for (const stage of lanes) {
  const done = await Promise.all(stage.map((lane) => runLane(lane.filter(wanted))));
  results.push(...done.flat());
}
await rm(reports, { recursive: true, force: true });
printTable(results);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
