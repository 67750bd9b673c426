import { parseArgs } from "node:util";

export interface Options {
  payments: number;
  /** Over how many seconds the payments begin, if the machine can. */
  seconds: number;
  /** Trouble ends after so many seconds at the latest, and no payment begins any more: a busy machine does fewer. */
  limitSeconds: number;
  /** So long after the trouble payers and managers go on trying; what is not over by then stays as it is. */
  patienceSeconds: number;
  seed: number;
  instances: number;
  /** Notifications a second from a driver that repeats what the bank has said, beside the bank's own. */
  rps: number;
  /** Killings, faults and storms; without them the same payments in peace. */
  chaos: boolean;
  databaseRestarts: number;
}

const usage = `npm run torture -- [--short] [--payments 1000] [--seconds 300] [--limit 3600] [--seed N] [--instances 2] [--rps 40]
                 [--database-restarts 5] [--peaceful]`;

const whole = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Error(`--${name} must be a whole number from ${String(low)} to ${String(high)}\n${usage}`);
};

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      payments: { type: "string" },
      seconds: { type: "string" },
      limit: { type: "string" },
      seed: { type: "string" },
      instances: { type: "string", default: "2" },
      rps: { type: "string" },
      "database-restarts": { type: "string" },
      short: { type: "boolean", default: false },
      peaceful: { type: "boolean", default: false },
    },
  });
  const { short } = values;
  return {
    payments: whole("payments", values.payments ?? (short ? "100" : "1000"), 1, 100_000),
    seconds: whole("seconds", values.seconds ?? (short ? "25" : "300"), 1, 86_400),
    limitSeconds: whole("limit", values.limit ?? (short ? "35" : "3600"), 1, 86_400),
    // A link that a dying instance was about to open is free after 40 s.
    patienceSeconds: short ? 12 : 100,
    seed: whole("seed", values.seed ?? String(Date.now() % 1_000_000), 0, 2 ** 31),
    instances: whole("instances", values.instances, 1, 8),
    rps: whole("rps", values.rps ?? (short ? "15" : "40"), 0, 1_000),
    databaseRestarts: whole("database-restarts", values["database-restarts"] ?? (short ? "1" : "5"), 0, 1_000),
    chaos: !values.peaceful,
  };
}
