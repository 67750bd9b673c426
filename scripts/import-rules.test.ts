import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const config = require("../.dependency-cruiser.cjs") as { forbidden: { name: string }[] };
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Runs the project's rules over a made-up tree: file → what it imports. Answers `rule: from → to`. */
const violations = async (tree: Record<string, string[]>): Promise<string[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), "hub-imports-"));
  folders.push(folder);
  for (const [file, imports] of Object.entries(tree)) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    const lines = imports.map((specifier, index) => `import * as i${index} from "${specifier}"; i${index};`);
    await writeFile(target, `${lines.join("\n")}\nexport const here = 1;\n`);
  }
  await cp(path.join(root, ".dependency-cruiser.cjs"), path.join(folder, ".dependency-cruiser.cjs"));
  await writeFile(path.join(folder, "package.json"), '{"type":"module","dependencies":{"next":"*"}}');
  await writeFile(
    path.join(folder, "tsconfig.json"),
    '{"compilerOptions":{"allowImportingTsExtensions":true,"noEmit":true}}',
  );
  const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, ".", "--config", ".dependency-cruiser.cjs", "--output-type", "json", "--no-cache"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
};

const wrong: Record<string, string[]> = {
  "lib/db.ts": [],
  "lib/money.ts": [],
  "lib/alfabank/client.ts": ["../retailcrm/client.ts"],
  "lib/retailcrm/client.ts": ["../payments/get-payment.ts"],
  "lib/payments/get-payment.ts": ["../db.ts"],
  "lib/payments/payment-state.ts": ["../db.ts"],
  "lib/clock.ts": ["./payments/get-payment.ts"],
  "lib/audit/write-audit.ts": ["../../components/button.ts"],
  "lib/links/find-link.ts": ["../../sandbox/bank/index.ts"],
  "lib/problems/one.ts": ["./two.ts"],
  "lib/problems/two.ts": ["./one.ts"],
  "lib/problems/missing.ts": ["./nowhere.ts"],
  "components/button.ts": ["../lib/db.ts"],
  "components/card.ts": ["../app/page.ts"],
  "app/page.ts": [],
  "app/layout.ts": ["../server/main.ts"],
  "app/p/[slug]/route.ts": ["../../../lib/redirects.ts"],
  "lib/redirects.ts": ["next/server"],
  "node_modules/next/server.js": [],
  "sandbox/bank/index.ts": ["../../lib/money.ts"],
  "server/main.ts": [],
};

it("fires every rule on a tree that breaks it", async () => {
  const found = await violations(wrong);
  expect(found).toEqual(
    expect.arrayContaining([
      "vendors-never-each-other: lib/alfabank/client.ts → lib/retailcrm/client.ts",
      "vendors-know-no-domain: lib/retailcrm/client.ts → lib/payments/get-payment.ts",
      "pure-lib-stays-pure: lib/payments/payment-state.ts → lib/db.ts",
      "kernel-knows-no-domain: lib/clock.ts → lib/payments/get-payment.ts",
      "lib-is-below-everything: lib/audit/write-audit.ts → components/button.ts",
      "product-knows-no-simulator: lib/links/find-link.ts → sandbox/bank/index.ts",
      "no-unresolvable: lib/problems/missing.ts → ./nowhere.ts",
      "components-know-only-pure-lib: components/button.ts → lib/db.ts",
      "components-are-below-app: components/card.ts → app/page.ts",
      "app-knows-no-server: app/layout.ts → server/main.ts",
      "front-served-without-next: app/p/[slug]/route.ts → node_modules/next/server.js",
      "simulators-read-the-protocols-themselves: sandbox/bank/index.ts → lib/money.ts",
    ]),
  );
  const fired = new Set(found.map((line) => line.split(":", 1)[0]));
  expect([...fired].sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
});

it("lets a tree pass that keeps to the layers", async () => {
  const right: Record<string, string[]> = {
    "lib/db.ts": [],
    "lib/money.ts": [],
    "lib/errors.ts": [],
    "lib/alfabank/client.ts": ["../errors.ts", "../money.ts"],
    "lib/payments/payment-state.ts": ["../money.ts"],
    "lib/payments/get-payment.ts": ["../db.ts", "../alfabank/client.ts", "./payment-state.ts"],
    "components/payment-card.ts": ["../lib/payments/payment-state.ts"],
    "app/payments/page.ts": ["../../components/payment-card.ts", "../../lib/payments/get-payment.ts", "next/server"],
    "app/p/[slug]/route.ts": ["../../../lib/payments/get-payment.ts"],
    "node_modules/next/server.js": [],
    "sandbox/bank/index.ts": [],
    "server/main.ts": ["../app/p/[slug]/route.ts", "../sandbox/bank/index.ts", "../lib/db.ts"],
  };
  expect(await violations(right)).toEqual([]);
});
