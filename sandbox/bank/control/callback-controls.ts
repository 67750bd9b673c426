import { notify, releaseHeld } from "../callbacks/notify.ts";
import { publicKey } from "../callbacks/public-key.ts";
import { resendDelivery, settle } from "../callbacks/send-delivery.ts";
import type { Engine } from "../core/engine.ts";
import type { BankControl } from "./bank-control.ts";
import { later } from "./later.ts";
import { merchantOf, orderOf, UnknownThing } from "./lookup.ts";

type CallbackControls = Pick<
  BankControl,
  "callbacks" | "resendCallback" | "sendCallback" | "releaseCallbacks" | "settle" | "publicKey"
>;

export function callbackControls(engine: Engine): CallbackControls {
  return {
    callbacks: later((filter = {}) =>
      [...engine.state.deliveries.values()].filter(
        (delivery) =>
          (filter.mdOrder === undefined || delivery.mdOrder === filter.mdOrder) &&
          (filter.merchant === undefined || delivery.merchant === filter.merchant),
      ),
    ),
    resendCallback: later((id) => {
      const delivery = engine.state.deliveries.get(id);
      if (delivery === undefined) throw new UnknownThing(`no notification ${id}`);
      resendDelivery(engine, delivery);
      return delivery;
    }),
    sendCallback: later((mdOrder, operation, ok) => {
      notify(engine, orderOf(engine, mdOrder), operation, ok);
    }),
    releaseCallbacks: later((login) => {
      releaseHeld(engine, merchantOf(engine, login).login);
    }),
    settle: later(() => settle(engine)),
    publicKey: later(() => publicKey(engine)),
  };
}
