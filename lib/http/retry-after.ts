import { now } from "#lib/clock.ts";
import type { Answer } from "./exchange.ts";

/** Nobody is left alone for longer because of what another system says. */
const MAX_SECONDS = 3_600;

/** Seconds, or a date (RFC 9110, 10.2.3): for how long the other side asks not to be called, an hour at most; undefined when it does not say. */
export function retryAfterOf(headers: Answer["headers"] = {}): number | undefined {
  const [text = ""] = [headers["retry-after"]].flat();
  const seconds = /^\s*\d+\s*$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now().getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
