import { parseRoubles } from "#lib/money.ts";

export interface ChartDay {
  date: string;
  /** Roubles as decimal text. */
  succeeded: string;
  refunded: string;
  /** Heights as shares of the tallest bar on either side, 0…1. */
  up: number;
  down: number;
}

const DAY = 86_400_000;

const kopecks = (roubles: string): bigint => {
  const parsed = parseRoubles(roubles);
  return parsed.ok && parsed.kopecks > 0n ? parsed.kopecks : 0n;
};

/** Money becomes a float only here, as the height of a bar. */
const share = (value: bigint, tallest: bigint): number => (tallest === 0n ? 0 : Number((value * 10_000n) / tallest) / 10_000);

/** All days up to `today`, also those without money, so that gaps are seen as gaps. */
export function chartDays(days: readonly { date: string; succeeded: string; refunded: string }[], today: string, count = 30): ChartDay[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const end = Date.parse(`${today}T00:00:00Z`);
  const dates = Array.from({ length: count }, (_, index) => new Date(end - (count - 1 - index) * DAY).toISOString().slice(0, 10));
  const filled = dates.map((date) => known.get(date) ?? { date, succeeded: "0.00", refunded: "0.00" });
  const tallest = filled.flatMap(({ succeeded, refunded }) => [kopecks(succeeded), kopecks(refunded)]).reduce((a, b) => (b > a ? b : a), 0n);
  return filled.map((day) => ({ ...day, up: share(kopecks(day.succeeded), tallest), down: share(kopecks(day.refunded), tallest) }));
}
