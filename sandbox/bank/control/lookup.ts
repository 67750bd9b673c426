import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";

/** Asked for something the bank does not have. */
export class UnknownThing extends Error {}

export function merchantOf(engine: Engine, login: string): Merchant {
  const merchant = engine.state.merchants.get(login);
  if (merchant === undefined) throw new UnknownThing(`no merchant ${login}`);
  return merchant;
}

/** With everything that was due by now already done. */
export function orderOf(engine: Engine, mdOrder: string): Order {
  engine.agenda.runDue();
  const order = engine.state.orders.get(mdOrder);
  if (order === undefined) throw new UnknownThing(`no order ${mdOrder}`);
  return order;
}

export function saveMerchant(engine: Engine, merchant: Merchant): Merchant {
  engine.state.merchants.set(merchant.login, merchant);
  engine.changed();
  return merchant;
}
