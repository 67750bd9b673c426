/** Payment types: where the merchant ties a shop of the module to the account's own payment statuses (protocols: retailcrm 6.5). */
import { defaultStatusMap } from "./state/seed.ts";
import type { Store } from "./state/store.ts";
import type { RegisteredModule } from "./state/account-types.ts";
import type { PaymentType } from "./state/invoice-types.ts";

export function findPaymentType(store: Store, moduleCode: string, shopCode: string): PaymentType | null {
  const found = store.state.paymentTypes.find(
    (type) => type.active && type.integration?.moduleCode === moduleCode && type.integration.shopCode === shopCode,
  );
  return found ?? null;
}

export function createPaymentType(store: Store, moduleCode: string, shopCode: string, name: string): PaymentType {
  const type: PaymentType = {
    code: `${moduleCode}-${shopCode}`.slice(0, 200),
    name,
    active: true,
    sites: store.state.sites.map((site) => site.code),
    deliveryTypes: ["courier", "self-delivery"],
    integration: { moduleCode, shopCode },
    statusMap: { ...defaultStatusMap },
  };
  const taken = store.state.paymentTypes.some((other) => other.code === type.code);
  if (taken) type.code = `${type.code}-${String(store.nextId())}`;
  store.state.paymentTypes.push(type);
  store.changed();
  return type;
}

/** Spares the newcomer the step of making payment types by hand, while the switch is on. */
export function ensurePaymentTypes(store: Store, module: RegisteredModule): void {
  if (!store.state.switches.autoPaymentTypes) return;
  for (const shop of module.payment?.shops ?? []) {
    const known = store.state.paymentTypes.some(
      (type) => type.integration?.moduleCode === module.code && type.integration.shopCode === shop.code,
    );
    if (!known && shop.active) createPaymentType(store, module.code, shop.code, shop.name);
  }
}
