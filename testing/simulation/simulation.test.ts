import { describe, expect, it } from "vitest";
import { sayFigure } from "#testing/say-figure.ts";
import { crash, note } from "./world.ts";
import { stateOf } from "./books.ts";
import { makeScript } from "./make-script.ts";
import { violationNow } from "./invariants.ts";
import { drain, openWorld, runScript } from "./run-script.ts";
import type { Script } from "./script.ts";
import { simulationRuns, simulationSeed } from "./simulation-runs.ts";

/** All that is needed to see it again, wherever it came from. */
const report = (script: Script): string => {
  const { violation, trace } = runScript(script);
  return `${script.source}: ${violation ?? "nothing wrong"}\n${trace.join("\n")}\nreplay with: ${JSON.stringify(script)}`;
};

it(`whatever happens, money stays right after every step and bank = hub = CRM in the end (seeds from ${String(simulationSeed)}, ${String(simulationRuns)} lives)`, () => {
  const statuses = new Set<string>();
  let [days, duplicates] = [0, 0];
  const started = process.cpuUsage();
  for (let seed = simulationSeed; seed < simulationSeed + simulationRuns; seed++) {
    const script = makeScript(seed);
    const outcome = runScript(script);
    if (outcome.violation !== null) expect.fail(report(script));
    statuses.add(outcome.world.books.payment.status);
    if (stateOf(outcome.world.books).duplicateIds.length > 0) duplicates++;
    days += outcome.days;
  }
  // Of this process's own time: what else the machine does is not its fault.
  const { user, system } = process.cpuUsage(started);
  const perMinute = (days / (user + system)) * 60_000_000;
  sayFigure(`simulated payment-days per minute: ${String(Math.round(perMinute))}`);
  // The scripts reach what they are for.
  expect([...statuses].sort()).toEqual(["canceled", "pending", "refundSucceeded", "succeeded"]);
  expect(duplicates).toBeGreaterThan(0);
}, 600_000);

describe("a run", () => {
  it("is the same for the same seed, letter by letter", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const [first, second] = [runScript(makeScript(seed)), runScript(makeScript(seed))];
      expect(first.trace.join("\n")).toBe(second.trace.join("\n"));
    }
    expect(runScript(makeScript(1)).trace).not.toEqual(runScript(makeScript(2)).trace);
  });

  it("can be kept as JSON and replayed from it", () => {
    const script = makeScript(77);
    const kept = JSON.parse(JSON.stringify(script)) as Script;
    expect(runScript(kept).trace).toEqual(runScript(script).trace);
    expect(report(kept)).toContain("replay with: {");
  });
});

describe("the judge", () => {
  const paidWorld = () => {
    const script: Script = {
      source: "by hand", startsAt: "2026-06-10T09:00:00.000Z", twoStage: false, kopecks: 100_000, holdHours: 120, declinable: true, sessionLagMs: 0, fates: [],
      happenings: [{ at: 0, deed: { kind: "open" } }, { at: 5_000, deed: { kind: "pay", order: 0 } }],
    };
    const { world, violation } = runScript(script);
    expect(violation).toBeNull();
    const [attempt] = world.books.attempts;
    if (!attempt) throw new Error("nothing was registered");
    return { world, attempt };
  };

  it("sees more given back than was taken", () => {
    const { world, attempt } = paidWorld();
    attempt.refunded = 1n;
    expect(violationNow(world)).toMatch(/^I4/);
  });

  it("sees an acknowledged notification that is not stored", () => {
    const { world } = paidWorld();
    world.books.notifications.clear();
    expect(violationNow(world)).toMatch(/^I5/);
  });

  it("sees a write that took effect and is told as refused, and one that took effect twice", () => {
    const { world, attempt } = paidWorld();
    world.books.operations.push({
      id: "write-9", attemptId: attempt.id, kind: "refund", state: "rejected", amount: 1n, before: null, sentAt: null, createdAt: new Date(0),
      errorCode: null, finishedAt: null, requestedBy: "crm", freshFromSeq: null,
    });
    world.bank.get(attempt.mdOrder ?? "")?.effects.set("write-9", 1);
    expect(violationNow(world)).toContain("told as refused");
    world.bank.get(attempt.mdOrder ?? "")?.effects.set("write-9", 2);
    expect(violationNow(world)).toContain("2 times");
  });
});

it("a hub that dies comes back and finds what was due", () => {
  const world = openWorld({ ...makeScript(1), happenings: [], fates: [] });
  crash(world);
  expect(world.up).toBe(false);
  expect(drain(world)).toBeNull();
  expect(world.up).toBe(true);
  note(world, "end");
  expect(world.trace).toEqual(["+0.000 the hub dies", "+15.000 the hub is back", "+15.000 end"]);
});
