import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";

const recent = new WeakMap<Engine, Map<string, number[]>>();

/** More calls within a minute of real time than the merchant's knob allows. */
export function isTooOften(engine: Engine, merchant: Merchant): boolean {
  const limit = merchant.gateway.requestsPerMinute;
  if (limit === 0) return false;
  const perMerchant = recent.get(engine) ?? new Map<string, number[]>();
  recent.set(engine, perMerchant);
  const now = Date.now();
  const calls = (perMerchant.get(merchant.login) ?? []).filter((at) => at > now - 60_000);
  const tooOften = calls.length >= limit;
  if (!tooOften) calls.push(now);
  perMerchant.set(merchant.login, calls);
  return tooOften;
}
