/** A random payment's life from a seed: who does what when, and which messages go astray. */
import { createRandom, type Random } from "./random.ts";
import { type Deed, type Fate, goodFate, type Happening, type Script } from "./script.ts";

const MINUTE = 60_000;

const sum = (random: Random): number | null => random.pick([null, null, 30_000, 29_999, 100_000, 120_000, 100]);

function deedOf(random: Random): Deed {
  const order = random.below(3);
  const chance = random.below(100);
  if (chance < 22) return { kind: "open" };
  if (chance < 42) return { kind: "pay", order };
  if (chance < 47) return { kind: random.pick(["authenticate", "failCard"]), order };
  if (chance < 50) return { kind: "expire", order };
  if (chance < 62) return { kind: "refund", kopecks: sum(random) };
  if (chance < 72) return { kind: "approve", kopecks: sum(random) };
  if (chance < 79) return { kind: "cancel" };
  if (chance < 85) return { kind: "cabinetRefund", order, kopecks: sum(random) };
  if (chance < 88) return { kind: "cabinetReverse", order };
  if (chance < 91) return { kind: "cabinetCapture", order, kopecks: sum(random) };
  return { kind: random.pick(["poll", "crash", "crash"]) };
}

/** Often at once, sometimes hours apart: races and forgotten tabs. */
const pause = (random: Random): number => random.pick([0, random.below(300), random.below(5_000), random.below(5 * MINUTE), random.below(40 * MINUTE), random.below(30 * 60 * MINUTE)]);

function fateOf(random: Random, trouble: number): Fate {
  const delay = (): number => (random.chance(trouble) ? random.below(40_000) : 20 + random.below(400));
  return {
    there: delay(),
    back: delay(),
    lost: random.chance(trouble) ? random.pick(["request", "answer"]) : "no",
    copies: random.chance(trouble) ? 2 + random.below(2) : 1,
    crash: random.chance(trouble / 4) ? random.pick(["before", "after"]) : "no",
  };
}

const starts = ["2025-12-31T20:40:00.000Z", "2028-02-28T20:50:00.000Z", "2026-03-29T00:45:00.000Z", "2026-06-10T09:00:00.000Z"] as const;

/** How most lives begin: paid soon, or opened again when the first form is an hour old, and then perhaps paid on both. */
function beginning(random: Random): Happening[] {
  const open: Happening = { at: 0, deed: { kind: "open" } };
  const kind = random.below(10);
  if (kind < 6) return [open, { at: 500 + random.below(10 * MINUTE), deed: { kind: "pay", order: 0 } }];
  if (kind < 8) return [open];
  const again = 33 * MINUTE + random.below(5 * MINUTE);
  const first = random.below(2);
  return [
    open,
    { at: again, deed: { kind: "open" } },
    { at: again + 2_000 + random.below(MINUTE), deed: { kind: "pay", order: first } },
    { at: again + 70_000 + random.below(5 * MINUTE), deed: { kind: "pay", order: 1 - first } },
  ];
}

export function makeScript(seed: number): Script {
  const random = createRandom(seed);
  const happenings = beginning(random);
  let at = happenings.at(-1)?.at ?? 0;
  for (let left = 1 + random.below(10); left > 0; left--) {
    at += pause(random);
    happenings.push({ at, deed: deedOf(random) });
  }
  const trouble = random.pick([0, 0.05, 0.15, 0.35]);
  return {
    source: `seed ${String(seed)}`,
    startsAt: random.pick(starts),
    twoStage: random.chance(0.5),
    kopecks: 100_000,
    holdHours: 120,
    declinable: random.chance(0.7),
    sessionLagMs: random.pick([0, 0, 10 * MINUTE, 24 * 60 * MINUTE]),
    happenings,
    fates: trouble === 0 ? [goodFate] : Array.from({ length: 120 }, () => fateOf(random, trouble)),
  };
}
