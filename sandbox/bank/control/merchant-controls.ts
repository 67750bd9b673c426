import type { Engine } from "../core/engine.ts";
import { merchantSchema, patchMerchant } from "../core/merchant.ts";
import type { BankControl } from "./bank-control.ts";
import { later } from "./later.ts";
import { merchantOf, saveMerchant } from "./lookup.ts";

type MerchantControls = Pick<
  BankControl,
  "merchants" | "merchant" | "addMerchant" | "editMerchant" | "removeMerchant" | "regenerate"
>;

export function merchantControls(engine: Engine): MerchantControls {
  return {
    merchants: later(() => [...engine.state.merchants.values()]),
    merchant: later((login) => merchantOf(engine, login)),
    addMerchant: later((input) => saveMerchant(engine, merchantSchema.parse(input))),
    editMerchant: later((login, patch) => saveMerchant(engine, patchMerchant(merchantOf(engine, login), patch))),
    removeMerchant: later((login) => {
      merchantOf(engine, login);
      engine.state.merchants.delete(login);
      engine.changed();
    }),
    regenerate: later((login, what) => {
      const value = engine.random.alphanumeric(26).toLowerCase();
      const patch = what === "token" ? { token: value } : { callback: { key: value } };
      return saveMerchant(engine, patchMerchant(merchantOf(engine, login), patch));
    }),
  };
}
