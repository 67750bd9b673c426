/** The only source of "now" in lib, so that tests can move it. */
export const now = (): Date => new Date();

export const addSeconds = (date: Date, seconds: number): Date => new Date(date.getTime() + seconds * 1000);

export const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const cached = formats.get(timeZone);
  if (cached) return cached;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
};

/** Wall-clock text "2026-01-01 00:00:00" of an instant in a time zone, whatever zone the server runs in. */
export function wallClock(date: Date, timeZone: string): string {
  const part = Object.fromEntries(formatIn(timeZone).formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part["year"] ?? ""}-${part["month"] ?? ""}-${part["day"] ?? ""} ${part["hour"] ?? ""}:${part["minute"] ?? ""}:${part["second"] ?? ""}`;
}

export function isTimeZone(name: string): boolean {
  try {
    formatIn(name);
    return true;
  } catch {
    return false;
  }
}
