import type { Chaos } from "./chaos.ts";
import type { Sums } from "./compare-payment.ts";
import type { Fleet } from "./fleet.ts";
import type { Ledger } from "./ledger.ts";
import type { Storm } from "./notifications.ts";
import { tell } from "./story.ts";

export interface Run {
  ledger: Ledger;
  fleet: Fleet;
  chaos: Chaos | null;
  storm: Storm;
  /** Seconds with trouble, and until the last payer and manager had done. */
  troubled: number;
  seconds: number;
  quiet: { seconds: number; left: object | null };
}

const SHOWN = 40;

const money = ({ held, captured, refunded }: Sums): string => `${tell(held + captured)} / ${tell(refunded)}`;

const printTable = (rows: readonly (readonly string[])[]): void => {
  const width = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(width[column] ?? 0) : cell.padStart(width[column] ?? 0))).join("  "));
};

const printList = (title: string, list: readonly string[]): void => {
  if (list.length === 0) return;
  console.log(`\n${title} (${String(list.length)}):`);
  for (const line of list.slice(0, SHOWN)) console.log(`  ${line}`);
};

/** A run in which next to nothing happened proves nothing. */
const FEWEST_PAID = 5;

function* vacuous({ lines, acknowledged }: Ledger, { counts }: Fleet, chaos: Chaos | null): Generator<string> {
  const paid = lines.filter(({ bank }) => bank.held + bank.captured > 0n).reduce((sum, { payments }) => sum + payments, 0);
  if (paid < FEWEST_PAID) yield `only ${String(paid)} payments took money`;
  if (acknowledged === 0) yield "no notification was acknowledged";
  if (chaos && counts.killed + counts.struck === 0) yield "no instance was killed";
}

/** All that is wrong with this run; empty: it has passed. */
export function faultsOf({ ledger, fleet, chaos, quiet }: Run): string[] {
  return [
    ...vacuous(ledger, fleet, chaos),
    ...ledger.lost,
    ...ledger.doubled,
    ...ledger.differences,
    ...fleet.crashes.map((output) => `an instance ended by itself:\n${output}`),
    ...(quiet.left === null ? [] : [`work is left over after ${String(quiet.seconds)} s: ${JSON.stringify(quiet.left, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value))}`]),
  ];
}

export function printRun(run: Run): void {
  const { ledger, fleet, chaos, storm, quiet, troubled, seconds } = run;
  console.log("\nRoubles: taken (held or captured) / given back");
  printTable([
    ["", "payments", "bank", "hub", "RetailCRM"],
    ...ledger.lines.map(({ kind, payments, bank, hub, crm }) => [kind, String(payments), money(bank), money(hub), money(crm)]),
  ]);
  if (ledger.notIssued > 0) console.log(`${String(ledger.notIssued)} invoices were never issued: the manager gave up.`);
  console.log("RetailCRM knows of one payment per invoice: of those paid twice it has the first.\n");
  const { started, killed, struck, failedStarts } = fleet.counts;
  console.log(`${String(Math.round(troubled))} s of trouble, ${String(Math.round(seconds))} s of load, quiet after ${String(quiet.seconds)} s more.`);
  console.log(`Instances: ${String(started)} started, ${String(killed)} killed, ${String(struck)} struck down by a fail point, ${String(failedStarts)} starts in vain.`);
  if (chaos) {
    const { databaseCrashes, bankFaults, crmStorms, notificationTricks } = chaos.counts;
    console.log(`${String(databaseCrashes)} database crashes, ${String(bankFaults)} bank faults, ${String(crmStorms)} RetailCRM storms, ${String(notificationTricks)} notification tricks.`);
  }
  console.log(`Notifications: ${String(ledger.acknowledged)} acknowledged (${String(storm.counts.sent)} sent by the driver). Writes at the bank: ${String(ledger.writes)}.`);
  console.log(`Open for a person: ${JSON.stringify(ledger.problems)}`);
  const faults = faultsOf(run);
  printList("WRONG", faults);
  console.log(`\n${String(ledger.lost.length)} lost, ${String(ledger.doubled.length)} doubled, ${String(faults.length)} faults.`);
}
