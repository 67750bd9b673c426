import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderAnswer, type OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { orderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import { compareOrder, type HubOrder } from "./compare-order-state.ts";

const at = new Date("2026-11-25T12:00:00Z");
const long = addSeconds(at, -86_400);
const MD = "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0";

interface Money {
  status: number;
  approved: number;
  deposited: number;
  refunded: number;
}

/** An answer as newer installations give it. */
const answer = ({ status, approved, deposited, refunded }: Money, more: Record<string, unknown> = {}): OrderAnswer =>
  orderAnswer.parse({
    orderNumber: "1042-abc123",
    orderStatus: status,
    amount: 1000,
    currency: "643",
    date: long.getTime(),
    attributes: [{ name: "mdOrder", value: MD }],
    paymentAmountInfo: { approvedAmount: approved, depositedAmount: deposited, refundedAmount: refunded },
    ...more,
  });

const open: Money = { status: 0, approved: 0, deposited: 0, refunded: 0 };
const held: Money = { status: 1, approved: 1000, deposited: 0, refunded: 0 };
const paid: Money = { status: 2, approved: 1000, deposited: 1000, refunded: 0 };
const partly: Money = { status: 2, approved: 1000, deposited: 300, refunded: 0 };
const refunded: Money = { status: 4, approved: 1000, deposited: 600, refunded: 400 };
const reversed: Money = { status: 3, approved: 0, deposited: 0, refunded: 0 };
const declined: Money = { status: 6, approved: 0, deposited: 0, refunded: 0 };

/** What the hub has after it took the answer over. */
function hubAfter(money: Money, part: Partial<HubOrder> = {}): HubOrder {
  const facts = orderFacts(answer(money));
  return {
    orderNumber: "1042-abc123",
    mdOrder: MD,
    amount: 1000n,
    state: "registered",
    bankStatus: money.status,
    held: facts.held,
    deposited: facts.deposited,
    refunded: facts.refunded,
    createdAt: long,
    nextCheckAt: null,
    refundsRecorded: facts.refunded,
    captureAsked: null,
    writing: false,
    movedAt: null,
    booksStale: false,
    ...part,
  };
}

const never = { state: "rejected", mdOrder: null, bankStatus: null } as const;

describe("a bank order beside the hub's record of it", () => {
  it.each<[string, Money | null, HubOrder, string]>([
    ["paid, unheard", paid, hubAfter(open), "state_differs paid_unheard"],
    ["held, unheard", held, hubAfter(open), "state_differs held_unheard"],
    ["captured in the cabinet", paid, hubAfter(held), "state_differs paid_unheard"],
    ["hold released", reversed, hubAfter(held), "state_differs hold_gone"],
    ["paid here only", declined, hubAfter(paid), "state_differs money_gone"],
    ["ended, unheard", declined, hubAfter(open), "state_differs end_unheard"],
    ["closed here only", open, hubAfter(declined), "state_differs still_payable"],
    ["reversed there, declined here", reversed, hubAfter(declined), "state_differs ended_otherwise"],
    ["another sum captured", partly, hubAfter(paid), "amount_differs captured_amount"],
    ["another sum held", { ...held, approved: 700 }, hubAfter(held), "amount_differs held_amount"],
    ["refunded in the cabinet", refunded, hubAfter(paid), "refund_differs refund_unheard"],
    ["paid and reversed in the cabinet", reversed, hubAfter(paid), "refund_differs refund_unheard"],
    ["refunded here only", paid, hubAfter(refunded), "refund_differs refund_not_made"],
    ["a refund without its record", refunded, hubAfter(refunded, { refundsRecorded: 100n }), "refund_differs refund_unrecorded"],
    ["a refund recorded twice", refunded, hubAfter(refunded, { refundsRecorded: 800n }), "refund_differs refund_overrecorded"],
    ["registered for another sum", paid, hubAfter(paid, { amount: 900n }), "amount_differs registered_amount"],
    ["another order under our number", paid, hubAfter(paid, { mdOrder: "00000000-0000-7000-8000-000000000000" }), "identity_differs other_order"],
    ["unknown at the bank", null, hubAfter(open), "missing_at_bank order_unknown"],
    ["refused by our journal, payable", open, hubAfter(open, never), "missing_in_hub registration_unheard"],
    ["refused by our journal, paid", paid, hubAfter(open, never), "missing_in_hub registration_unheard"],
    ["the payment contradicts its orders", paid, hubAfter(paid, { booksStale: true }), "state_differs books_stale"],
  ])("%s", (_name, bank, hub, expected) => {
    const found = compareOrder(bank && answer(bank), hub, at);
    expect(found.verdict === "different" ? `${found.kind} ${found.cause}` : found.verdict).toBe(expected);
    // The same a moment after somebody moved something is no difference yet.
    for (const moving of [{ writing: true }, { createdAt: addSeconds(at, -60) }, { movedAt: addSeconds(at, -60) }]) {
      expect(compareOrder(bank && answer(bank), { ...hub, ...moving }, at)).toEqual({ verdict: "not_judged", why: "in_flight" });
    }
  });

  it("a move at the bank a moment ago is on its way to us; a clock that is days ahead is no excuse", () => {
    const moved = (date: Date) => answer(paid, { depositedDate: date.getTime() });
    expect(compareOrder(moved(addSeconds(at, -60)), hubAfter(open), at).verdict).toBe("not_judged");
    expect(compareOrder(moved(addSeconds(at, 600)), hubAfter(open), at).verdict).toBe("not_judged");
    expect(compareOrder(moved(addSeconds(at, 200_000)), hubAfter(open), at).verdict).toBe("different");
  });

  it("that an unpaid order has ended is for the hub's next question to find, as long as it will be asked", () => {
    const waiting = (seconds: number) => compareOrder(answer(declined), hubAfter(open, { nextCheckAt: addSeconds(at, seconds) }), at).verdict;
    expect([waiting(600), waiting(-60), waiting(-3_600)]).toEqual(["not_judged", "not_judged", "different"]);
    expect(compareOrder(answer(paid), hubAfter(open, { nextCheckAt: addSeconds(at, 600) }), at).verdict).toBe("different");
  });

  it("what was refused and is dead at the bank matters to nobody; what is unknown everywhere is still being checked", () => {
    expect(compareOrder(answer(declined), hubAfter(open, never), at).verdict).toBe("agreed");
    expect(compareOrder(null, hubAfter(open, never), at).verdict).toBe("agreed");
    expect(compareOrder(null, hubAfter(open, { ...never, state: "unknown" }), at).verdict).toBe("not_judged");
  });
});

describe("an installation that hides amounts", () => {
  const hidden = (status: number) => answer({ ...paid, status }, { paymentAmountInfo: undefined });

  it("is judged by what its status says beyond doubt", () => {
    expect(compareOrder(hidden(2), hubAfter(paid), at).verdict).toBe("agreed");
    expect(compareOrder(hidden(2), hubAfter(open), at)).toMatchObject({ kind: "state_differs", cause: "paid_unheard" });
    expect(compareOrder(hidden(4), hubAfter(open), at)).toMatchObject({ kind: "state_differs", cause: "paid_unheard" });
    expect(compareOrder(hidden(4), hubAfter(paid), at)).toMatchObject({ kind: "refund_differs", cause: "refund_unheard" });
    expect(compareOrder(hidden(6), hubAfter(paid), at)).toMatchObject({ kind: "state_differs", cause: "money_gone" });
  });

  it("is not judged where sums would have to be guessed", () => {
    const why = { verdict: "not_judged", why: "hidden" };
    expect(compareOrder(hidden(4), hubAfter(refunded), at)).toEqual(why);
    expect(compareOrder(hidden(2), hubAfter(partly, { captureAsked: 300n }), at)).toEqual(why);
  });
});

/** Every state an order can be in, with amounts that fit. */
const anyMoney: fc.Arbitrary<Money> = fc.oneof(
  fc.constantFrom(open, { ...open, status: 5 }, { ...open, status: 7 }, declined, reversed),
  fc.integer({ min: 1, max: 1000 }).map((approved) => ({ ...held, approved })),
  fc.integer({ min: 1, max: 1000 }).map((deposited) => ({ ...paid, deposited })),
  fc
    .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }))
    .map(([back, left]) => ({ status: 4, approved: 1000, deposited: left, refunded: back })),
);

const phase = ({ status }: Money): string => ({ 0: "open", 5: "open", 7: "open", 4: "taken", 2: "taken" })[status] ?? String(status);
const sums = ({ status, approved, deposited, refunded: back }: Money): string => [status === 1 ? approved : 0, deposited, back].join(" ");

it("what the hub took over agrees, and everything else differs", () => {
  fc.assert(
    fc.property(anyMoney, anyMoney, (bank, hub) => {
      const same = phase(bank) === phase(hub) && sums(bank) === sums(hub);
      expect(compareOrder(answer(bank), hubAfter(bank), at)).toEqual({ verdict: "agreed" });
      // An unpaid order that was captured and then reversed reads like one that was never paid.
      const verdict = compareOrder(answer(bank), hubAfter(hub), at).verdict;
      const reversedBack = bank.status === 3 && hub.status === 4 && hub.deposited === 0;
      if (reversedBack) return;
      expect(verdict).toBe(same ? "agreed" : "different");
    }),
    { numRuns: 2_000 },
  );
});
