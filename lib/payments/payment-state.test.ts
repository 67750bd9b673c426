import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptState, PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { type AttemptMoney, capturedBy, decidePayment } from "./payment-state.ts";

const SUM = 100_000n;

const attempt = (given: Partial<AttemptMoney> = {}): AttemptMoney => ({
  id: `attempt-${String(given.seq ?? 1)}`,
  seq: 1,
  state: "registered",
  bankStatus: 0,
  held: 0n,
  deposited: 0n,
  refunded: 0n,
  chosen: false,
  mismatch: null,
  heldAt: null,
  paidAt: null,
  ...given,
});

/** Every answer the bank can give about one order's money (protocols: alfabank 4.1, 4.2). */
const answers: [name: string, money: Partial<AttemptMoney>, status: PaymentStatus, whenCancelled: PaymentStatus][] = [
  ["never asked", { bankStatus: null }, "pending", "canceled"],
  ["0 registered", { bankStatus: 0 }, "pending", "canceled"],
  ["1 held", { bankStatus: 1, held: SUM }, "waitingForCapture", "waitingForCapture"],
  ["1 held, nothing of it", { bankStatus: 1 }, "pending", "canceled"],
  ["2 paid", { bankStatus: 2, deposited: SUM }, "succeeded", "succeeded"],
  ["2 captured in part", { bankStatus: 2, deposited: 70_000n }, "succeeded", "succeeded"],
  ["3 hold reversed", { bankStatus: 3 }, "canceled", "canceled"],
  ["3 payment reversed", { bankStatus: 3, refunded: SUM }, "refundSucceeded", "refundSucceeded"],
  ["4 refunded in part", { bankStatus: 4, deposited: 60_000n, refunded: 40_000n }, "succeeded", "succeeded"],
  ["4 refunded but for a kopeck", { bankStatus: 4, deposited: 1n, refunded: 99_999n }, "succeeded", "succeeded"],
  ["4 refunded wholly", { bankStatus: 4, refunded: SUM }, "refundSucceeded", "refundSucceeded"],
  ["4 of a part that was captured", { bankStatus: 4, refunded: 70_000n }, "refundSucceeded", "refundSucceeded"],
  ["5 in 3-D Secure", { bankStatus: 5 }, "pending", "canceled"],
  ["6 declined or expired", { bankStatus: 6 }, "pending", "canceled"],
  ["7 pending", { bankStatus: 7 }, "pending", "canceled"],
  ["8 captured in parts so far", { bankStatus: 8, held: 30_000n, deposited: 70_000n }, "succeeded", "succeeded"],
  ["a status nobody has heard of, with money", { bankStatus: 99, deposited: SUM }, "succeeded", "succeeded"],
  ["a status nobody has heard of, without", { bankStatus: 99 }, "pending", "canceled"],
];

describe("one attempt", () => {
  it.each(answers)("%s", (_, money, status, whenCancelled) => {
    const only = attempt(money);
    const captured = capturedBy(only);
    const expected = {
      held: captured === 0n ? only.held : 0n,
      captured,
      refunded: only.refunded,
      duplicateIds: [],
      primaryId: captured + only.held > 0n ? only.id : null,
    };
    expect(decidePayment([only], false)).toMatchObject({ status, ...expected });
    expect(decidePayment([only], true)).toMatchObject({ status: whenCancelled, ...expected });
  });

  it.each(["planned", "registered", "rejected", "unknown"] as AttemptState[])("its own state %s hides no money", (state) => {
    expect(decidePayment([attempt({ state, bankStatus: 2, deposited: SUM })], false).status).toBe("succeeded");
    expect(decidePayment([attempt({ state, bankStatus: null })], false).status).toBe("pending");
  });
});

describe("no attempt", () => {
  it("is pending until somebody cancels", () => {
    expect(decidePayment([], false)).toMatchObject({ status: "pending", primaryId: null });
    expect(decidePayment([], true)).toMatchObject({ status: "canceled", primaryId: null });
  });
});

describe("two attempts, every pair of answers", () => {
  const hasMoney = (money: Partial<AttemptMoney>): boolean => (money.held ?? 0n) + (money.deposited ?? 0n) > 0n;

  it.each(answers)("the other one: %s", (_, first) => {
    for (const [, second, alone] of answers) {
      const pair = [attempt({ ...first, seq: 1 }), attempt({ ...second, seq: 2 })];
      const state = decidePayment(pair, false);
      const keepers = pair.filter((one) => hasMoney(one)).map(({ id }) => id);
      expect(state.duplicateIds).toEqual(keepers.filter((id) => id !== state.primaryId));
      if (keepers.length > 0) expect(keepers.includes(state.primaryId ?? "") || state.refunded === state.captured).toBe(true);
      // An attempt without money changes nothing about the other.
      if (!hasMoney(first) && (first.refunded ?? 0n) === 0n && first.bankStatus !== 3) expect(state.status).toBe(alone);
      // Kept money is never told as cancelled, open or given back.
      if (pair.some(({ deposited }) => deposited > 0n)) expect(state.status).toBe("succeeded");
    }
  });
});

describe("several attempts", () => {
  const paid = (seq: number, at: string | null) =>
    attempt({ seq, bankStatus: 2, deposited: SUM, paidAt: at === null ? null : new Date(at) });

  it("the first money is the payment's, later money is a duplicate", () => {
    const state = decidePayment([paid(1, "2026-01-02T00:00:00Z"), paid(2, "2026-01-01T00:00:00Z"), paid(3, null)], false);
    expect(state).toMatchObject({ primaryId: "attempt-2", duplicateIds: ["attempt-1", "attempt-3"], captured: SUM });
  });

  it("in doubt about the time the earlier order counts", () => {
    expect(decidePayment([paid(2, null), paid(1, null)], false)).toMatchObject({ primaryId: "attempt-1", duplicateIds: ["attempt-2"] });
  });

  it("when the first payment is given back, the second is the payment and no duplicate", () => {
    const back = attempt({ seq: 1, bankStatus: 4, refunded: SUM, paidAt: new Date("2026-01-01T00:00:00Z") });
    expect(decidePayment([back, paid(2, "2026-01-02T00:00:00Z")], false)).toMatchObject({
      status: "succeeded",
      primaryId: "attempt-2",
      duplicateIds: [],
      refunded: 0n,
    });
  });

  it.each([
    ["in part", 40_000n, "succeeded"],
    ["wholly", 0n, "refundSucceeded"],
  ] as const)("what RetailCRM asked to give back of one payment, %s, stays that payment's; the other is to be given back by hand", (_, deposited, status) => {
    const first = { ...paid(1, "2026-01-01T00:00:00Z"), deposited, refunded: SUM - deposited, chosen: true };
    for (const at of ["2026-01-02T00:00:00Z", "2025-12-31T00:00:00Z", null]) {
      expect(decidePayment([first, paid(2, at)], false)).toMatchObject({ status, primaryId: "attempt-1", duplicateIds: ["attempt-2"], captured: SUM, refunded: SUM - deposited });
    }
  });

  it("a wish that came to nothing changes nothing", () => {
    const [first, second] = [{ ...paid(1, null), chosen: true }, paid(2, null)];
    expect(decidePayment([first, second], false)).toMatchObject({ primaryId: "attempt-1", duplicateIds: ["attempt-2"], refunded: 0n });
  });

  it("of two holds the one that came first counts, whichever order is older; the one somebody captured in any case", () => {
    const hold = (seq: number, at: string) => attempt({ seq, bankStatus: 1, held: SUM, heldAt: new Date(at) });
    const [older, newer] = [hold(1, "2026-01-01T00:10:00Z"), hold(2, "2026-01-01T00:05:00Z")];
    expect(decidePayment([older, newer], false)).toMatchObject({ primaryId: "attempt-2", duplicateIds: ["attempt-1"] });
    const found = hold(1, "2026-01-01T00:00:00Z");
    expect(decidePayment([found, { ...newer, chosen: true }], false)).toMatchObject({ primaryId: "attempt-2", duplicateIds: ["attempt-1"], held: SUM });
  });

  it("a hold beside a payment is a duplicate to be let go", () => {
    const held = attempt({ seq: 1, bankStatus: 1, held: SUM });
    expect(decidePayment([held, paid(2, "2026-01-02T00:00:00Z")], false)).toMatchObject({
      status: "succeeded",
      primaryId: "attempt-2",
      duplicateIds: ["attempt-1"],
    });
  });

  it("a released hold does not end a payment that has been paid otherwise", () => {
    const released = attempt({ seq: 1, bankStatus: 3 });
    expect(decidePayment([released, paid(2, null)], false).status).toBe("succeeded");
  });
});

describe("an answer that contradicts what we registered", () => {
  it("never makes a payment paid: its amounts are not taken over", () => {
    expect(decidePayment([attempt({ bankStatus: 2, mismatch: "amount" })], false).status).toBe("pending");
  });

  it("does not make money unseen that the bank has vouched for before", () => {
    const doubtful = attempt({ bankStatus: 2, deposited: SUM, mismatch: "currency" });
    expect(decidePayment([doubtful], false)).toMatchObject({ status: "succeeded", captured: SUM });
  });
});

describe("whatever the attempts are", () => {
  const kopecks = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const money = fc.record({
    seq: fc.integer({ min: 1, max: 50 }),
    bankStatus: fc.option(fc.integer({ min: 0, max: 8 })),
    held: kopecks,
    deposited: kopecks,
    refunded: kopecks,
    paidAt: fc.option(fc.date({ noInvalidDate: true })),
  });
  const attempts = fc.uniqueArray(money, { maxLength: 6, selector: ({ seq }) => seq }).map((list) => list.map((one) => attempt(one)));

  it("amounts stay in order, their sequence does not matter, nothing is counted twice", () => {
    fc.assert(
      fc.property(attempts, fc.boolean(), (list, cancelled) => {
        const state = decidePayment(list, cancelled);
        expect(state.refunded <= state.captured).toBe(true);
        expect(state.held === 0n || state.captured === 0n).toBe(true);
        expect(state.duplicateIds).not.toContain(state.primaryId);
        const other = decidePayment([...list].reverse(), cancelled);
        expect({ ...other, duplicateIds: other.duplicateIds.toSorted() }).toEqual({ ...state, duplicateIds: state.duplicateIds.toSorted() });
        if (list.some(({ deposited }) => deposited > 0n)) expect(state.status).toBe("succeeded");
        // A hold beside money that was given back is not the payment's, but somebody is told of it.
        const holds = list.filter(({ held, deposited, refunded }) => held > 0n && deposited + refunded === 0n);
        for (const { id } of holds) expect(state.duplicateIds.includes(id) || (state.primaryId === id && state.status === "waitingForCapture")).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
