/**
 * `npm run torture`: several instances of the hub under load while they are killed, their database crashes, the bank
 * lies and RetailCRM is busy. Then calm, and the books of bank, hub and RetailCRM are compared. Exit code 0: they agree.
 */
import { readOptions } from "./options.ts";
import { openPlace } from "./place.ts";
import { faultsOf, printRun } from "./report.ts";

const say = (text: string): void => {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
};

const options = readOptions(process.argv.slice(2));
const { payments, seconds, seed, instances } = options;
console.log(`${String(payments)} payments over ${String(seconds)} s on ${String(instances)} instances, seed ${String(seed)}`);
const place = await openPlace(seed);
let failed = true;
try {
  const { torture } = await import("./torture.ts");
  const run = await torture(place, options, say);
  printRun(run);
  failed = faultsOf(run).length > 0;
} finally {
  const { db } = await import("#lib/db.ts");
  await db.$disconnect();
  await place.close();
}
console.log(failed ? `FAILED. Again: npm run torture -- --seed ${String(seed)} and the same options` : `Passed with seed ${String(seed)}.`);
process.exit(failed ? 1 : 0);
