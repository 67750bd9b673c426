/** Seconds to wait after the n-th failed try: quick at first, then hourly. */
const steps = [5, 30, 120, 600, 1_800, 3_600] as const;
const HOUR = 3_600;
const GIVE_UP_SECONDS = 72 * HOUR;
const JITTER = 0.2;

/**
 * When to tell the CRM again after `tries` failures; null: the schedule is used up and a person must look.
 * `random` in 0…1 spreads the repeats of many payments by ±20 %; the CRM may have asked to wait longer than the step.
 */
export function nextTry(tries: number, firstTry: Date, at: Date, random: number, waitSeconds = 0): Date | null {
  const seconds = steps[Math.min(tries, steps.length) - 1] ?? HOUR;
  const next = new Date(at.getTime() + Math.max(seconds * (1 + JITTER * (2 * random - 1)), waitSeconds) * 1000);
  return next.getTime() - firstTry.getTime() > GIVE_UP_SECONDS * 1000 ? null : next;
}
