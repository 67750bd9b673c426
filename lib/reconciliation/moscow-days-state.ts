/** Days of the bank: Moscow time, three hours ahead of UTC all year. "2026-11-25" everywhere, both ends included. */

const MOSCOW_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

/** The longest period compared at once. */
export const MAX_DAYS = 31;

export const moscowDay = (moment: Date): string => new Date(moment.getTime() + MOSCOW_MS).toISOString().slice(0, 10);

/** Its first moment. */
export const startOfMoscowDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - MOSCOW_MS);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first moment after it. */
export const endOfMoscowDay = (day: string): Date => startOfMoscowDay(addDays(day, 1));

/** 1 for a single day. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** A calendar day as the database keeps it. */
export const dayColumn = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const columnDay = (column: Date): string => column.toISOString().slice(0, 10);

export const hourInMoscow = (moment: Date): number => new Date(moment.getTime() + MOSCOW_MS).getUTCHours();
