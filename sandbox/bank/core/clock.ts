/** The bank's own clock: real time plus an offset that a person or a test may move. */
export interface Clock {
  now(): number;
  offset(): number;
  setOffset(ms: number): void;
}

export function createClock(offsetMs: number): Clock {
  let offset = offsetMs;
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    setOffset: (ms) => {
      offset = ms;
    },
  };
}

const MOSCOW_OFFSET_MS = 3 * 3_600_000;

/** Wall-clock parts in Moscow, the gateway's zone (UTC+3 all year). */
export function moscow(at: number): Date {
  return new Date(at + MOSCOW_OFFSET_MS);
}

/** Epoch ms of the first moment of the next Moscow day after `at`: the end of the "bank day". */
export function endOfBankDay(at: number): number {
  const day = 86_400_000;
  return (Math.floor((at + MOSCOW_OFFSET_MS) / day) + 1) * day - MOSCOW_OFFSET_MS;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (n: number): string => String(n).padStart(2, "0");

/** Java's `Date.toString()` as callbacks carry it: `Mon Jan 31 21:46:52 MSK 2022`. */
export function javaDate(at: number): string {
  const d = moscow(at);
  const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  const day = DAYS[d.getUTCDay()] ?? "";
  const month = MONTHS[d.getUTCMonth()] ?? "";
  return `${day} ${month} ${two(d.getUTCDate())} ${time} MSK ${String(d.getUTCFullYear())}`;
}

/** `2026-10-12 14:03:27` in Moscow, for the pages. */
export function moscowText(at: number): string {
  return moscow(at).toISOString().slice(0, 19).replace("T", " ");
}

/**
 * Request date `yyyy-MM-ddTHH:mm:ss` without a zone, or `yyyyMMddHHmmss` with `compact`.
 * @returns epoch ms, or null for anything that is not a real date
 */
export function parseLocal(text: string, zoneMinutes: number, compact = false): number | null {
  const shape = compact ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/ : /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/;
  const parts = shape.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const d = new Date(utc);
  const real =
    d.getUTCMonth() === month - 1 && d.getUTCDate() === day && d.getUTCHours() === hour && d.getUTCMinutes() === minute;
  return real && second < 60 ? utc - zoneMinutes * 60_000 : null;
}
