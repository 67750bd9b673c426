interface Option {
  value: string;
  label: string;
}

/** "GMT+3" of a zone at a moment. */
const offsetOf = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";

const nearest = ["Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka"];

/** All zones the browser knows, Russia's first, each with its present difference from UTC; the stored one is always among them. */
export function timeZoneOptions(at: Date, stored: string): Option[] {
  const names = [...new Set([...nearest, stored, ...Intl.supportedValuesOf("timeZone")])];
  return names.map((value) => ({ value, label: `${value.replaceAll("_", " ")} (${offsetOf(value, at)})` }));
}
