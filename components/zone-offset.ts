/** "UTC+3", "UTC+5:30", "UTC": how far the zone is from UTC at that moment. */
export function zoneOffset(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
  return name.replace("GMT", "UTC").replace(/[+-]0$/, "");
}
