/** Look-ups of the control methods; a miss is the caller's mistake. */
import { findInvoice, findOrder } from "../invoices.ts";
import type { Store } from "../state/store.ts";
import type { ApiKey, RegisteredModule } from "../state/account-types.ts";
import type { Invoice } from "../state/invoice-types.ts";
import type { Order } from "../state/order-types.ts";
import { ControlError } from "./method.ts";

export function theOrder(store: Store, key: string | number): Order {
  return found(findOrder(store, key), `order ${String(key)}`);
}

export function theInvoice(store: Store, uuid: string): Invoice {
  return found(findInvoice(store, uuid), `invoice ${uuid}`);
}

/** Without a code: the only module there is. */
export function theModule(store: Store, code: string | undefined): RegisteredModule {
  const modules = store.state.modules.filter((module) => code === undefined || module.code === code);
  if (modules.length > 1) throw new ControlError("several modules are registered: name one");
  return found(modules[0] ?? null, `module ${code ?? ""}`);
}

export function theKey(store: Store, name: string): ApiKey {
  return found(store.state.keys.find((key) => key.id === name || key.apiKey === name) ?? null, "key");
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw new ControlError(`${what.trim()} not found`);
  return value;
}
