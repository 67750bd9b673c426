import { sayFigure } from "#testing/say-figure.ts";
import { expect, it } from "vitest";
import { addSeconds } from "#lib/clock.ts";
import { nextCheck } from "./attempt-state.ts";

const SESSION = 30 * 60;
const registered = new Date("2026-11-25T00:00:00Z");
const until = addSeconds(registered, SESSION);
/** What the question and the message to RetailCRM take on top, generously. */
const WORK_SECONDS = 5;

/** Seconds from a payment, so long after registration, to RetailCRM's hearing of it, when only asking finds it. */
function found(paidAfter: number, jitter: number): number {
  let at = addSeconds(registered, jitter);
  for (;;) {
    const next = nextCheck({ at, since: registered, until, urgent: false });
    if (!next) throw new Error("never asked about");
    at = next;
    const seconds = (at.getTime() - registered.getTime()) / 1000;
    if (seconds >= paidAfter) return seconds - paidAfter + WORK_SECONDS;
  }
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;

it("R7 every notification is lost for an hour: paid is known within 3 minutes (median) and 10 minutes (99 %)", () => {
  // Payers pay at any moment while the bank's page is open; questions come up to half a minute late.
  const waits = Array.from({ length: 10_000 }, (_, n) => found(5 + ((SESSION - 5) * n) / 10_000, n % 30)).sort((one, other) => one - other);
  const [median, p99, worst] = [quantile(waits, 0.5), quantile(waits, 0.99), waits.at(-1) ?? Number.NaN];
  sayFigure(`R7 without any notification: RetailCRM knows after ${median.toFixed(0)} s (median), ${p99.toFixed(0)} s (99 %), ${worst.toFixed(0)} s at most`);
  expect(median).toBeLessThanOrEqual(180);
  expect(p99).toBeLessThanOrEqual(600);
});
