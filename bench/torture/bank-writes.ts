import type { Place } from "./place.ts";

type Entry = Awaited<ReturnType<Place["bank"]["requests"]>>[number];

const once = ["deposit", "reverse", "decline"] as const;
const methods = [...once, "refund", "register", "registerPreAuth"] as const;
const LOOK_MS = 4_000;

export interface BankWrites {
  /** Everything that moves money or makes orders, as the bank saw it. */
  list(): Promise<Entry[]>;
  stop(): void;
}

/** The bank's own log forgets what is old: this keeps the writes of a whole run. */
export function collectWrites({ bank }: Place): BankWrites {
  const entries = new Map<number, Entry>();
  const look = async (): Promise<void> => {
    for (const method of methods) for (const entry of await bank.requests({ method })) entries.set(entry.id, entry);
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    list: async () => {
      await look();
      return [...entries.values()];
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

const carriedOut = ({ handled, errorCode }: Entry): boolean => handled && (errorCode === "0" || errorCode === null);

function* repeated(keys: readonly string[], what: string): Generator<string> {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) yield `${what}: ${key}`;
    seen.add(key);
  }
}

/** What was done twice, or asked twice where even asking may not happen. */
export function doubledWrites(entries: readonly Entry[]): string[] {
  const of = (...names: string[]) => entries.filter(({ method }) => names.includes(method));
  const field = (name: string) => (entry: Entry) => entry.fields[name] ?? "";
  return [
    ...once.flatMap((method) => [...repeated(of(method).filter(carriedOut).map(field("orderId")), `${method} carried out twice`)]),
    ...repeated(of("refund").map(field("externalRefundId")), "the same refund sent twice"),
    ...repeated(of("register", "registerPreAuth").map((entry) => `${entry.login} ${field("orderNumber")(entry)}`), "the same order number sent twice"),
  ];
}
