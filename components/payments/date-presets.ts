export type PresetName = "today" | "yesterday" | "week" | "month" | "thisMonth" | "lastMonth";

/** First and last calendar day "YYYY-MM-DD", both included. */
export type DayRange = [from: string, to: string];

const DAY = 86_400_000;

const dayText = (date: Date): string => date.toISOString().slice(0, 10);

/** Today's date where the reader works; the browser may be elsewhere. */
export const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);

/** Usual ranges, counted in calendar days and so untouched by clock changes. */
export function datePresets(today: string): { name: PresetName; range: DayRange }[] {
  const start = new Date(`${today}T00:00:00Z`);
  const back = (days: number) => dayText(new Date(start.getTime() - days * DAY));
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const firstOf = (offset: number) => dayText(new Date(Date.UTC(year, month + offset, 1)));
  const lastOf = (offset: number) => dayText(new Date(Date.UTC(year, month + offset + 1, 0)));
  return [
    { name: "today", range: [today, today] },
    { name: "yesterday", range: [back(1), back(1)] },
    { name: "week", range: [back(6), today] },
    { name: "month", range: [back(29), today] },
    { name: "thisMonth", range: [firstOf(0), today] },
    { name: "lastMonth", range: [firstOf(-1), lastOf(-1)] },
  ];
}
