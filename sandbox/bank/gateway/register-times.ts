import { parseLocal } from "../core/clock.ts";
import type { Call } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";

const MOSCOW_MINUTES = 180;

/** `expirationDate` beats `sessionTimeoutSecs` beats the merchant's setting; counted from registration (5.1). */
export function readExpiry({ engine, fields, merchant }: Call): number {
  const now = engine.clock.now();
  const secs = fields.int("sessionTimeoutSecs", 9);
  const date = fields.get("expirationDate");
  let expiresAt = now + (secs ?? merchant.session.timeoutSecs) * 1000;
  if (secs === 0) throw new GatewayError(5, "wrongField", "sessionTimeoutSecs");
  if (date !== null) {
    const at = parseLocal(date, merchant.session.expirationZoneMinutes);
    if (at === null || at <= now) throw new GatewayError(5, "wrongField", "expirationDate");
    expiresAt = at;
  }
  const { longestSecs } = merchant.session;
  return longestSecs === 0 ? expiresAt : Math.min(expiresAt, now + longestSecs * 1000);
}

/** autocompletionDate and autoReverseDate of a hold; the earlier one wins. */
export function readAutomation(call: Call, stages: 1 | 2): { holdEndsAt: number | null; holdEnds: "release" | "capture" } {
  const capture = readMoment(call, "autocompletionDate", stages);
  const release = readMoment(call, "autoReverseDate", stages);
  if (capture !== null && (release === null || capture <= release)) return { holdEndsAt: capture, holdEnds: "capture" };
  return { holdEndsAt: release, holdEnds: "release" };
}

function readMoment({ engine, fields, merchant }: Call, name: string, stages: 1 | 2): number | null {
  const text = fields.get(name);
  if (text === null) return null;
  if (stages === 1 || !merchant.permissions.autoCompletion) throw new GatewayError(5, "accessDenied", name);
  const at = parseLocal(text, MOSCOW_MINUTES);
  if (at === null || at <= engine.clock.now()) throw new GatewayError(5, "wrongField", name);
  return at;
}
