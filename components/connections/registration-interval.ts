/** How soon to look again whether RetailCRM has taken the module; a failed try is repeated by the hub itself. */
export function registrationInterval(state: "pending" | "registered" | "failed" | undefined): number | false {
  if (state === "pending") return 2_000;
  return state === "failed" ? 5_000 : false;
}
