/** activity and settings: news about the account (protocols: retailcrm 4.2, 4.3). */
import { settingsView } from "../api/references.ts";
import type { Store } from "../state/store.ts";
import type { RegisteredModule } from "../state/account-types.ts";
import { joinUrl, sendCallback, type CallbackOutcome } from "./send.ts";

export type ActivityPart = "activity" | "active" | "freeze" | "systemUrl" | "billingInfo";

/** Tells the module whether it is on and where the account lives; `omit` leaves parts out, as real accounts may. */
export async function sendActivity(
  store: Store,
  module: RegisteredModule,
  systemUrl: string,
  omit: readonly ActivityPart[],
): Promise<CallbackOutcome | null> {
  const path = module.actions["activity"];
  if (path === undefined) return null;
  const fields: Record<string, unknown> = { clientId: module.clientId };
  if (!omit.includes("activity")) {
    fields["activity"] = {
      ...(omit.includes("active") ? {} : { active: module.active }),
      ...(omit.includes("freeze") ? {} : { freeze: module.freeze }),
    };
  }
  if (!omit.includes("systemUrl")) fields["systemUrl"] = systemUrl;
  if (!omit.includes("billingInfo"))
    fields["billingInfo"] = { price: 990, priceWithDiscount: 790, currency: "RUB", billingType: "fixed" };
  return await sendCallback(store, "activity", joinUrl(module.baseUrl, path), fields);
}

export async function sendSettings(store: Store, module: RegisteredModule): Promise<CallbackOutcome | null> {
  const path = module.actions["settings"];
  if (path === undefined) return null;
  return await sendCallback(store, "settings", joinUrl(module.baseUrl, path), {
    clientId: module.clientId,
    settings: settingsView(store),
  });
}
