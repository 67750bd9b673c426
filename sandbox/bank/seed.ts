import type { Engine } from "./core/engine.ts";
import { merchantSchema, type MerchantInput } from "./core/merchant.ts";

/** The full-featured merchant of a fresh bank: use it to try the hub. */
export const sandboxMerchant = { login: "r-sandbox-api", password: "Sandbox&Pay+100%" } as const;

/** Merchants for the trials of bad settings. */
export const seedMerchants: readonly MerchantInput[] = [
  {
    ...sandboxMerchant,
    token: "sandboxopentoken0001",
    name: "Чайная лавка",
    callback: { key: "sandbox-callback-key-0001" },
  },
  {
    login: "r-limited-api",
    password: "Limited*2",
    name: "Магазин без разрешений",
    permissions: {
      twoStage: false,
      refund: false,
      reverse: false,
      decline: false,
      dynamicCallback: "refused",
      autoCompletion: false,
      openToken: false,
      sbp: false,
    },
  },
  { login: "r-newcomer-api", password: "Password*1", name: "Магазин с временным паролем", mustChangePassword: true },
  { login: "r-live-api", password: "Live*4live", name: "Боевой магазин", hosts: ["payment"] },
  { login: "old-live-api", password: "Live*5live", name: "Боевой магазин на старом адресе", hosts: ["pay"] },
];

export function seedIfFresh(engine: Engine): void {
  if (!engine.fresh) return;
  for (const input of seedMerchants) {
    const merchant = merchantSchema.parse(input);
    engine.state.merchants.set(merchant.login, merchant);
  }
  engine.fresh = false;
  engine.changed();
}
