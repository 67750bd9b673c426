import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import { wallClock } from "./clock.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

/** Calendar days "2026-11-25" of time zones; on some of them clocks change. */

export const dayOf = (moment: Date, timeZone: string): string => wallClock(moment, timeZone).slice(0, "2026-11-25".length);

const dayAfter = (day: string): string => dayjs.utc(day).add(1, "day").format("YYYY-MM-DD");

/** Its first moment. */
export const startOfDay = (day: string, timeZone: string): Date => dayjs.tz(day, timeZone).toDate();

/** Its last millisecond. The calendar of our addresses ends with the year 9999. */
export const endOfDay = (day: string, timeZone: string): Date =>
  day === "9999-12-31" ? new Date(`${day}T23:59:59.999Z`) : new Date(startOfDay(dayAfter(day), timeZone).getTime() - 1);

/** All days that two moments touch and those between. */
export function daysBetween(from: Date, to: Date, timeZone: string): string[] {
  const days = [dayOf(from, timeZone)];
  const last = dayOf(to, timeZone);
  for (let day = days[0] ?? last; day < last; ) {
    day = dayAfter(day);
    days.push(day);
  }
  return days;
}
