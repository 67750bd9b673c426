/** Dates as the CRM's API writes them: `Y-m-d H:i:s` without a zone, in the account's time zone (protocols: retailcrm 8.3). */

export function accountTime(iso: string, timezone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "medium" }).format(
    new Date(iso),
  );
}

/** Whether the text is a real moment of the calendar in the API's format. */
export function isAccountTime(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return false;
  const iso = `${text.replace(" ", "T")}.000Z`;
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso;
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
