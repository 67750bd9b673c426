import type { Place } from "./place.ts";
import type { Random } from "./random.ts";
import type { Story } from "./story.ts";

/** What a notification says; two that say the same are counted together. */
const keyOf = (mdOrder: string, operation: string, status: string): string => `${mdOrder} ${operation} ${status}`;

export interface Storm {
  /** How many were answered 200, by what they said. */
  readonly acknowledged: ReadonlyMap<string, number>;
  counts: { sent: number; acknowledged: number };
  stop(): Promise<void>;
}

const operations = ["approved", "deposited", "refunded", "reversed", "declinedByTimeout"] as const;

/** Late copies, false alarms and inventions about orders of the run, at an even pace, beside the bank's own notifications. */
export function startStorm(stories: readonly Story[], rps: number, random: Random): Storm {
  const acknowledged = new Map<string, number>();
  const counts = { sent: 0, acknowledged: 0 };
  const running = new Set<Promise<void>>();
  const send = async (): Promise<void> => {
    const story = stories[random.between(0, stories.length - 1)];
    const mdOrder = story?.forms[0];
    if (!story || mdOrder === undefined) return;
    const operation = random.pick(operations);
    const status = random.chance(0.9) ? "1" : "0";
    counts.sent++;
    const query = new URLSearchParams({ mdOrder, operation, status }).toString();
    const answer = await fetch(`${story.shop.callbackUrl}?${query}`, { signal: AbortSignal.timeout(20_000) }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.status !== 200) return;
    counts.acknowledged++;
    const key = keyOf(mdOrder, operation, status);
    acknowledged.set(key, (acknowledged.get(key) ?? 0) + 1);
  };
  const timer = setInterval(
    () => {
      if (stories.length === 0) return;
      const sending = send().finally(() => running.delete(sending));
      running.add(sending);
    },
    rps === 0 ? 2 ** 31 - 1 : 1_000 / rps,
  );
  return {
    acknowledged,
    counts,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}

/** Every notification that the hub answered with 200, the bank's own and the storm's, by what it said. */
export async function acknowledgedOf({ bank }: Place, storm: Storm): Promise<Map<string, number>> {
  const all = new Map(storm.acknowledged);
  for (const { mdOrder, operation, status, attempts } of await bank.callbacks()) {
    const taken = attempts.filter(({ httpStatus }) => httpStatus === 200).length;
    const key = keyOf(mdOrder, operation, status);
    if (taken > 0) all.set(key, (all.get(key) ?? 0) + taken);
  }
  return all;
}

interface Stored {
  mdOrder: string | null;
  operation: string | null;
  status: string | null;
  count: bigint;
}

/** What is missing in the table: acknowledged and not stored. More than acknowledged is fine: the answer was lost on its way. */
export const missingOf = (acknowledged: ReadonlyMap<string, number>, stored: readonly Stored[]): string[] => {
  const kept = new Map(stored.map(({ mdOrder, operation, status, count }) => [keyOf(mdOrder ?? "", operation ?? "", status ?? ""), Number(count)]));
  return [...acknowledged].flatMap(([key, count]) => {
    const missing = count - (kept.get(key) ?? 0);
    return missing > 0 ? [`${String(missing)} of ${String(count)} acknowledged notifications "${key}" are not stored`] : [];
  });
};
