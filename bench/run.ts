import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Row, summarise } from "./figures.ts";
import { hotPaths } from "./hot-paths.ts";
import { notificationToCrm } from "./notification-to-crm.ts";
import { openBench } from "./rehearsal.ts";

/** `npm run bench`: the built product, its simulators and a load of our own, all on loopback. */
const resultFile = path.resolve(import.meta.dirname, "../test-results/bench.json");

const bench = await openBench();
const rows: Row[] = [];
try {
  rows.push(summarise(await notificationToCrm(bench)));
  for (const figure of await hotPaths(bench)) rows.push(summarise(figure));
} finally {
  await bench.stop();
}
console.table(rows);
await mkdir(path.dirname(resultFile), { recursive: true });
await writeFile(resultFile, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`);
console.log(`As JSON: ${path.relative(process.cwd(), resultFile)}`);
