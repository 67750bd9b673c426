import { describe, expect, it } from "vitest";
import { stateOf } from "./books.ts";
import { receive } from "./hub-payer.ts";
import { violationAtRest } from "./invariants.ts";
import { createRandom } from "./random.ts";
import { drain, openWorld, tellDeed } from "./run-script.ts";
import type { Deed, Fate, Script } from "./script.ts";
import { atBank, later, type World } from "./world.ts";

/**
 * R6, over the whole of the hub's steps in simulated time: up to five events at the bank, their notifications delivered in every order that can be, each after its event but
 * between, before and after any other event; with doubled notifications, questions in between, and answers that overtake
 * each other. The hub must end where the bank is, without waiting for its regular questions.
 */
type Step = { kind: "event"; index: number } | { kind: "notification"; index: number };

/** All ways to mix events, which keep their order, with their notifications, which come after their event: (2n−1)!!. */
function* mixes(count: number, done = 0, waiting: readonly number[] = []): Generator<Step[]> {
  if (done === count && waiting.length === 0) yield [];
  if (done < count) for (const rest of mixes(count, done + 1, [...waiting, done])) yield [{ kind: "event", index: done }, ...rest];
  for (const index of waiting) {
    for (const rest of mixes(count, done, waiting.filter((other) => other !== index))) yield [{ kind: "notification", index }, ...rest];
  }
}

const act = (kind: "pay" | "failCard" | "authenticate" | "expire" | "cabinetReverse"): Deed => ({ kind, order: 0 });
const refund = (kopecks: number | null): Deed => ({ kind: "cabinetRefund", order: 0, kopecks });
const capture = (kopecks: number | null): Deed => ({ kind: "cabinetCapture", order: 0, kopecks });

const flows: [string, boolean, Deed[], string][] = [
  ["one-stage: declined, paid, refunded in three parts", false, [act("failCard"), act("pay"), refund(30_000), refund(20_000), refund(null)], "refundSucceeded 0/100000/100000"],
  ["one-stage: 3-D Secure, paid, refunded in part", false, [act("authenticate"), act("pay"), refund(1)], "succeeded 0/100000/1"],
  ["one-stage: paid, part refunded, rest refunded", false, [act("pay"), refund(30_000), refund(null)], "refundSucceeded 0/100000/100000"],
  ["one-stage: paid, reversed the same day", false, [act("failCard"), act("pay"), act("cabinetReverse")], "*"],
  ["one-stage: declined, session over", false, [act("failCard"), act("expire")], "pending 0/0/0"],
  ["two-stage: declined, held, captured in part, refunded in two parts", true, [act("failCard"), act("pay"), capture(70_000), refund(30_000), refund(null)], "refundSucceeded 0/70000/70000"],
  ["two-stage: 3-D Secure, held, captured, refunded in part", true, [act("authenticate"), act("pay"), capture(null), refund(40_000)], "succeeded 0/100000/40000"],
  ["two-stage: declined, held, reversed", true, [act("failCard"), act("pay"), act("cabinetReverse")], "canceled 0/0/0"],
];

const PACES = [
  ["apart from each other", 5_000],
  ["while the answers about the one before are on their way", 30],
  ["minutes apart, with regular questions in between", 95_000],
] as const;

const ORDER = "md-order-1";
const START_MS = 5_000;
/** A notification that came too soon after another is looked into within a minute. */
const SOON_MS = 150_000;

const script = (twoStage: boolean, fates: Fate[]): Script => ({
  source: "by hand", startsAt: "2026-06-10T09:00:00.000Z", twoStage, kopecks: 100_000, holdHours: 120, declinable: true, sessionLagMs: 3_600_000, happenings: [], fates,
});

/** Answers take between nothing and as long as several events. */
function unevenFates(seed: number): Fate[] {
  const random = createRandom(seed);
  const good: Fate[] = Array.from({ length: 8 }, () => ({ there: 5, back: 5, lost: "no", copies: 1, crash: "no" }));
  return [...good, ...Array.from({ length: 80 }, (): Fate => ({ there: 1 + random.below(20), back: 1 + random.below(120), lost: "no", copies: 1, crash: "no" }))];
}

interface Run {
  twoStage: boolean;
  deeds: readonly Deed[];
  steps: readonly Step[];
  pace: number;
  seed: number;
  doubled: boolean;
}

function run({ twoStage, deeds, steps, pace, seed, doubled }: Run): World {
  const world = openWorld(script(twoStage, unevenFates(seed)));
  later(world, 0, () => { tellDeed(world, { kind: "open" }); });
  const operations: (string | null)[] = [];
  steps.forEach(({ kind, index }, position) => {
    later(world, START_MS + position * pace, () => {
      const deed = deeds[index];
      if (kind === "event" && deed && "order" in deed) {
        atBank(world, ORDER, deed, (_, operation) => {
          operations[index] = operation; // kept back until its turn
          return false;
        });
      }
      if (kind === "notification" && operations[index]) receive(world, index, ORDER, operations[index]);
      if (seed % 5 === 0) tellDeed(world, { kind: "poll" });
    });
  });
  const end = START_MS + steps.length * pace;
  if (doubled) deeds.forEach((_, index) => { later(world, end + (deeds.length - index) * 7, () => { if (operations[index]) receive(world, index + 100, ORDER, operations[index]); }); });
  expect(drain(world, world.start + end + SOON_MS)).toBeNull();
  return world;
}

const summary = (world: World): string => {
  const { status, held, captured, refunded } = stateOf(world.books);
  return `${status} ${[held, captured, refunded].map(String).join("/")}`;
};

describe.each(flows)("R6 %s", (_, twoStage, deeds, expected) => {
  it.each(PACES)("ends in the bank's state in every order, events %s", (_name, pace) => {
    let seed = 0;
    for (const steps of mixes(deeds.length)) {
      const world = run({ twoStage, deeds, steps, pace, seed: ++seed, doubled: seed % 2 === 0 });
      const problem = violationAtRest(world);
      const order = steps.map(({ kind, index }) => `${kind} ${String(index)}`).join(", ");
      if (problem !== null) expect.fail(`${problem}\n${order}\n${world.trace.join("\n")}`);
      if (expected !== "*") expect(summary(world), order).toBe(expected);
    }
    expect(seed).toBe([1, 1, 3, 15, 105, 945][deeds.length]);
  });
});
