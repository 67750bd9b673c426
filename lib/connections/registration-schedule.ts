import { addSeconds } from "#lib/clock.ts";

/** Seconds after the n-th failed try: quick at first, then hourly for three days. */
const steps = [5, 30, 120, 600, 1_800] as const;
const HOUR = 3_600;
const GIVE_UP_AFTER_TRIES = 76;

/** When to tell the CRM about the module again, not before the time it asked to wait; null: given up until something changes or a person asks for it. */
export function nextRegistrationTry(tries: number, at: Date, waitSeconds = 0): Date | null {
  return tries >= GIVE_UP_AFTER_TRIES ? null : addSeconds(at, Math.max(steps[tries - 1] ?? HOUR, waitSeconds));
}
