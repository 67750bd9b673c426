import { describe, expect, it } from "vitest";
import { orderAnswer, type OrderAnswer } from "./answer-schema.ts";
import { factsMismatch, orderFacts } from "./order-facts.ts";

const answer = (fields: Record<string, unknown>): OrderAnswer => orderAnswer.parse(fields);

const withAmounts = (orderStatus: number, approved: number, deposited: number, refunded: number, more = {}): OrderAnswer =>
  answer({
    orderStatus,
    amount: 1_000,
    paymentAmountInfo: { approvedAmount: approved, depositedAmount: deposited, refundedAmount: refunded },
    ...more,
  });

describe("orderFacts: the observed arithmetic (protocols: alfabank 4.2)", () => {
  it.each([
    ["registered", 0, [0, 0, 0], [0n, 0n, 0n]],
    ["held", 1, [1_000, 0, 0], [1_000n, 0n, 0n]],
    ["paid at once", 2, [1_000, 1_000, 0], [0n, 1_000n, 0n]],
    ["captured in part: the rest is released", 2, [1_000, 100, 0], [0n, 100n, 0n]],
    ["that part given back", 4, [1_000, 0, 100], [0n, 0n, 100n]],
    ["refunded in part", 4, [1_000, 600, 400], [0n, 600n, 400n]],
    ["refunded in full", 4, [1_000, 0, 1_000], [0n, 0n, 1_000n]],
    ["reversed", 3, [0, 0, 0], [0n, 0n, 0n]],
    ["reversed, where approved stays full", 3, [1_000, 0, 0], [0n, 0n, 0n]],
    ["declined", 6, [0, 0, 0], [0n, 0n, 0n]],
    ["captured in parts, more to come", 8, [1_000, 300, 0], [700n, 300n, 0n]],
    ["in 3-D Secure", 5, [0, 0, 0], [0n, 0n, 0n]],
    ["an unknown status with money", 42, [1_000, 1_000, 0], [0n, 1_000n, 0n]],
  ] as const)("%s", (_name, status, [approved, deposited, refunded], [held, left, back]) => {
    expect(orderFacts(withAmounts(status, approved, deposited, refunded))).toMatchObject({
      orderStatus: status,
      held,
      deposited: left,
      refunded: back,
      amountsKnown: true,
      amountsAssumed: false,
    });
  });

  it.each([
    [0, true, [0n, 0n, 0n], false],
    [1, true, [1_000n, 0n, 0n], true],
    [2, true, [0n, 1_000n, 0n], true],
    [3, true, [0n, 0n, 0n], false],
    [4, false, [0n, 0n, 0n], false],
    [6, true, [0n, 0n, 0n], false],
    [8, false, [0n, 0n, 0n], false],
    [42, false, [0n, 0n, 0n], false],
  ] as const)("status %i without amounts (settings below version 3)", (orderStatus, known, [held, deposited, refunded], assumed) => {
    const facts = orderFacts(answer({ orderStatus, amount: 1_000 }));
    expect(facts).toMatchObject({ held, deposited, refunded, amountsKnown: known, amountsAssumed: assumed });
  });

  it("knows nothing of the money when even the registered sum is missing", () => {
    expect(orderFacts(answer({ orderStatus: 2 })).amountsKnown).toBe(false);
    expect(orderFacts(answer({})).amountsKnown).toBe(false);
  });

  it("reads a missing sum of refunds as none, except where there was a refund", () => {
    const info = { paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 1_000 }, amount: 1_000 };
    expect(orderFacts(answer({ orderStatus: 2, ...info }))).toMatchObject({ deposited: 1_000n, refunded: 0n, amountsKnown: true });
    expect(orderFacts(answer({ orderStatus: 4, ...info })).amountsKnown).toBe(false);
  });
});

describe("orderFacts: what happened", () => {
  it.each([
    [6, -2007, true], [6, -2009, true], [6, -2014, true],
    [6, -2013, false], [6, 71015, false], [6, 4005, false], [0, -2007, false], [6, null, false],
  ])("status %s with action code %s: expired is %s", (orderStatus, actionCode, expired) => {
    expect(orderFacts(answer({ orderStatus, actionCode })).expired).toBe(expired);
  });

  it.each([
    [0, -100, false], [0, undefined, false], [0, -2025, true], [0, "-2025", true], [0, 71015, true], [0, "05X", true], [5, -2025, false], [6, -2025, false],
  ])("status %s with action code %s: tried is %s", (orderStatus, actionCode, tried) => {
    expect(orderFacts(answer({ orderStatus, actionCode })).tried).toBe(tried);
  });

  it.each([
    [0, -100, false], [1, 0, false], [2, 0, true], [3, 0, true], [4, 0, true], [5, -100, false], [6, -2014, true], [7, -100, false],
    [8, 0, false], [42, 0, false], [6, 151019, false], [4, 1120, false],
  ])("status %s with action code %s: final is %s", (orderStatus, actionCode, final) => {
    expect(orderFacts(answer({ orderStatus, actionCode })).final).toBe(final);
  });

  it("takes the dates from where the installation puts them", () => {
    const auth = 1_791_802_940_000;
    const deposited = 1_791_802_941_000;
    expect(orderFacts(withAmounts(2, 1_000, 1_000, 0, { authDateTime: auth, depositedDate: deposited }))).toMatchObject({
      heldAt: new Date(auth),
      paidAt: new Date(deposited),
    });
    expect(orderFacts(withAmounts(2, 1_000, 1_000, 0, { authDateTime: auth })).paidAt).toEqual(new Date(auth));
    expect(orderFacts(withAmounts(1, 1_000, 0, 0, { authDateTime: auth }))).toMatchObject({ heldAt: new Date(auth), paidAt: null });
    expect(orderFacts(withAmounts(0, 0, 0, 0, { authDateTime: auth })).heldAt).toBeNull();
    expect(orderFacts(withAmounts(2, 1_000, 1_000, 0)).paidAt).toBeNull();
  });

  it("counts only refunds that were carried out", () => {
    const refunds = [
      { amount: 100, actionCode: "000", externalRefundId: "r1", date: "1791889300000" },
      { amount: 200, actionCode: 0 },
      { amount: 300 },
      { amount: 400, actionCode: "5" },
      { amount: 500, actionCode: 1120 },
    ];
    const facts = orderFacts(withAmounts(4, 1_000, 400, 600, { refunds }));
    expect(facts.refunds).toEqual([
      { amount: 100n, externalRefundId: "r1", at: new Date(1_791_889_300_000) },
      { amount: 200n, externalRefundId: null, at: null },
      { amount: 300n, externalRefundId: null, at: null },
    ]);
  });

  it("keeps the bank's words and reads codes of any type", () => {
    const facts = orderFacts(answer({ orderStatus: 6, actionCode: "000", actionCodeDescription: "  " }));
    expect(facts).toMatchObject({ actionCode: 0, actionText: null });
    expect(orderFacts(answer({ actionCode: "A7", actionCodeDescription: "Отказ" }))).toMatchObject({ actionCode: null, actionText: "Отказ" });
  });
});

describe("factsMismatch", () => {
  const registered = { orderNumber: "1042-k3f9x2", mdOrder: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0", amount: 1_000n };
  const good = {
    orderNumber: "1042-k3f9x2",
    orderStatus: 2,
    amount: 1_000,
    currency: "643",
    attributes: [{ name: "mdOrder", value: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0" }],
    paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 1_000, refundedAmount: 0 },
  };

  it.each([
    ["as registered", {}],
    ["the old rouble", { currency: "810" }],
    ["a number", { currency: 643 }],
    ["letters", { currency: "RUB" }],
    ["no currency", { currency: undefined }],
    ["an empty currency", { currency: "" }],
    ["no ids", { orderNumber: undefined, attributes: undefined }],
    ["an id in capitals", { attributes: [{ name: "mdOrder", value: registered.mdOrder.toUpperCase() }] }],
    ["no amounts", { amount: undefined, paymentAmountInfo: undefined }],
    ["a part captured", { paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 100, refundedAmount: 0 } }],
    ["a full refund", { orderStatus: 4, paymentAmountInfo: { depositedAmount: 0, refundedAmount: 1_000 } }],
    ["a hold", { orderStatus: 1, paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 0, refundedAmount: 0 } }],
    ["an unpaid order", { orderStatus: 0, paymentAmountInfo: { approvedAmount: 0, depositedAmount: 0, refundedAmount: 0 } }],
  ])("sees none in %s", (_name, fields) => {
    expect(factsMismatch(answer({ ...good, ...fields }), registered)).toBeNull();
  });

  it.each([
    ["order_number", { orderNumber: "1042-k3f9x3" }],
    ["order_number", { orderNumber: "1042-K3F9X2" }],
    ["md_order", { attributes: [{ name: "mdOrder", value: "00000000-0000-0000-0000-000000000000" }] }],
    ["amount", { amount: 999 }],
    ["currency", { currency: "840" }],
    ["currency", { currency: 978 }],
    ["currency", { currency: "USD" }],
    ["amounts", { paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 0, refundedAmount: 0 } }],
    ["amounts", { orderStatus: 1, paymentAmountInfo: { approvedAmount: 0, depositedAmount: 0, refundedAmount: 0 } }],
    ["amounts", { paymentAmountInfo: { approvedAmount: 2_000, depositedAmount: 2_000, refundedAmount: 0 } }],
    ["amounts", { orderStatus: 4, paymentAmountInfo: { approvedAmount: 1_000, depositedAmount: 600, refundedAmount: 500 } }],
  ])("says %s for %j", (mismatch, fields) => {
    expect(factsMismatch(answer({ ...good, ...fields }), registered)).toBe(mismatch);
  });

  it("does not judge the bank's id before it is known", () => {
    expect(factsMismatch(answer(good), { ...registered, mdOrder: null })).toBeNull();
  });
});
