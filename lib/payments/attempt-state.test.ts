import { describe, expect, it } from "vitest";
import { orderAnswer } from "#lib/alfabank/answer-schema.ts";
import { orderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import { type AttemptAmounts, isPayable, isUntold, mergeAmounts, nextCheck } from "./attempt-state.ts";

const amounts = (held: bigint, deposited: bigint, refunded: bigint): AttemptAmounts => ({ held, deposited, refunded });
/** As it comes from the database: with much more in it, none of which may come out again. */
const row = (held: bigint, deposited: bigint, refunded: bigint): AttemptAmounts => ({ ...amounts(held, deposited, refunded), ...{ id: "row" } });
const nothing = amounts(0n, 0n, 0n);

const own = (refunded = 0n, captured: bigint | null = null) => ({ refunded, captured });

/** An answer of the bank: with amounts as newer installations give them, or without. */
const facts = (orderStatus: number, money?: { approved: number; deposited: number; refunded: number }) =>
  orderFacts(
    orderAnswer.parse({
      orderStatus,
      amount: 1000,
      ...(money && { paymentAmountInfo: { approvedAmount: money.approved, depositedAmount: money.deposited, refundedAmount: money.refunded } }),
    }),
  );

describe("mergeAmounts", () => {
  it("takes over the bank's amounts", () => {
    expect(mergeAmounts(nothing, facts(1, { approved: 1000, deposited: 0, refunded: 0 }), own())).toEqual(amounts(1000n, 0n, 0n));
    expect(mergeAmounts(row(1000n, 0n, 0n), facts(2, { approved: 1000, deposited: 100, refunded: 0 }), own())).toEqual(amounts(0n, 100n, 0n));
    expect(mergeAmounts(row(0n, 1000n, 0n), facts(4, { approved: 1000, deposited: 600, refunded: 400 }), own())).toEqual(amounts(0n, 600n, 400n));
  });

  it("a reversed hold leaves nothing, a reversed payment gave all of it back", () => {
    const zeros = { approved: 0, deposited: 0, refunded: 0 };
    expect(mergeAmounts(row(1000n, 0n, 0n), facts(3, zeros), own())).toEqual(nothing);
    expect(mergeAmounts(row(0n, 1000n, 0n), facts(3, zeros), own())).toEqual(amounts(0n, 0n, 1000n));
    expect(mergeAmounts(row(0n, 600n, 400n), facts(3, zeros), own(400n))).toEqual(amounts(0n, 0n, 1000n));
    expect(mergeAmounts(row(1000n, 0n, 0n), facts(3, { approved: 1000, deposited: 0, refunded: 0 }), own())).toEqual(nothing);
  });

  it("an installation that hides amounts: what we refunded stands in, and never grows the captured sum", () => {
    expect(mergeAmounts(row(0n, 1000n, 0n), facts(4), own(400n))).toEqual(amounts(0n, 600n, 400n));
    expect(mergeAmounts(row(0n, 600n, 400n), facts(4), own())).toEqual(amounts(0n, 600n, 400n));
    expect(mergeAmounts(row(0n, 600n, 400n), facts(4), own(1000n))).toEqual(amounts(0n, 0n, 1000n));
  });

  it("hidden amounts of an order we knew nothing of are for a person, not guessed", () => {
    expect(mergeAmounts(nothing, facts(4), own())).toEqual(nothing);
    for (const status of [4, 8, 99]) expect(isUntold(nothing, facts(status))).toBe(true);
    for (const status of [0, 1, 2, 3, 5, 6, 7]) expect(isUntold(nothing, facts(status))).toBe(false);
    expect(isUntold(amounts(0n, 1000n, 0n), facts(4))).toBe(false);
    expect(isUntold(amounts(1000n, 0n, 0n), facts(8))).toBe(false);
    expect(isUntold(nothing, facts(4, { approved: 1000, deposited: 600, refunded: 400 }))).toBe(false);
  });

  it("hidden amounts never take away a hold that a capture in parts still keeps", () => {
    expect(mergeAmounts(row(1000n, 0n, 0n), facts(8), own())).toEqual(amounts(1000n, 0n, 0n));
  });

  it("without amounts the status says whether the registered sum is held or taken", () => {
    expect(mergeAmounts(nothing, facts(1), own())).toEqual(amounts(1000n, 0n, 0n));
    expect(mergeAmounts(nothing, facts(2), own())).toEqual(amounts(0n, 1000n, 0n));
    for (const status of [0, 5, 6, 7]) expect(mergeAmounts(nothing, facts(status), own())).toEqual(nothing);
  });

  it("without amounts a capture of less, which we asked for, is not read as the whole sum", () => {
    expect(mergeAmounts(row(1000n, 0n, 0n), facts(2), own(0n, 700n))).toEqual(amounts(0n, 700n, 0n));
    expect(mergeAmounts(row(0n, 700n, 0n), facts(2), own())).toEqual(amounts(0n, 700n, 0n));
    expect(mergeAmounts(row(0n, 700n, 0n), facts(4), own(300n, 700n))).toEqual(amounts(0n, 400n, 300n));
  });
});

describe("isPayable", () => {
  const order = { state: "registered", bankStatus: 0, final: false } as const;

  it("while the bank's order is open or somebody is paying it", () => {
    for (const bankStatus of [null, 0, 5, 7, 9, 99]) expect(isPayable({ ...order, bankStatus })).toBe(true);
    for (const bankStatus of [1, 2, 3, 4, 6, 8]) expect(isPayable({ ...order, bankStatus })).toBe(false);
    expect(isPayable({ ...order, final: true })).toBe(false);
    for (const state of ["planned", "rejected", "unknown"] as const) expect(isPayable({ ...order, state })).toBe(false);
  });
});

describe("nextCheck, the polling schedule", () => {
  const since = new Date("2026-11-25T00:00:00Z");
  const until = addSeconds(since, 30 * 60);
  const after = (seconds: number, urgent = false): number | null => {
    const at = addSeconds(since, seconds);
    const next = nextCheck({ at, since, until, urgent });
    return next && (next.getTime() - at.getTime()) / 1000;
  };
  const minute = 60;
  const hour = 3_600;

  it.each([
    [0, 30],
    [5 * minute - 1, 30],
    [5 * minute, 120],
    [30 * minute - 1, 120],
    [30 * minute, 600],
    [24 * hour - 1, 600],
    [24 * hour, hour],
    [24 * hour + 30 * minute, hour],
    [24 * hour + 30 * minute + 1, null],
    [365 * 24 * hour, null],
  ])("R10 %i s after registration: in %s s", (age, wait) => {
    expect(after(age)).toBe(wait);
  });

  it("a write with an unknown outcome is asked about soon, however old the order is", () => {
    for (const age of [0, hour, 400 * 24 * hour]) expect(after(age, true)).toBe(20);
  });

  it("R7 R10 a payment at any time is noticed within ten minutes on the first day, and asking costs little", () => {
    const checks: number[] = [];
    for (let at: number | null = 0; at !== null; ) {
      const wait = after(at);
      at = wait === null ? null : at + wait;
      if (at !== null) checks.push(at);
    }
    const gaps = checks.slice(1).map((at, index) => at - (checks[index] ?? 0));
    expect(Math.max(...gaps.slice(0, -2))).toBeLessThanOrEqual(600);
    expect(checks.length).toBeLessThan(200);
    expect(checks.at(-1)).toBeGreaterThan(24 * hour);
  });

  it("a clock that was set back does not stop or flood the questions", () => {
    expect(after(-3 * hour)).toBe(30);
  });
});
