import { describe, expect, it } from "vitest";
import { lastOrdersAnswer, orderAnswer, receiptsAnswer, registerAnswer } from "./answer-schema.ts";

const paid = {
  errorCode: "0",
  orderNumber: "INV-1024-3",
  orderStatus: 4,
  actionCode: 0,
  actionCodeDescription: "",
  amount: 150_000,
  currency: "643",
  date: 1_791_802_800_123,
  depositedDate: 1_791_802_941_000,
  ip: "203.0.113.7",
  merchantOrderParams: [{ name: "browser", value: "x" }],
  attributes: [{ name: "mdOrder", value: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0" }],
  cardAuthInfo: { maskedPan: "411111**1111", expiration: "203412", cardholderName: "TEST CARDHOLDER", pan: "411111**1111" },
  bindingInfo: { clientId: "client-77", bindingId: "binding-77" },
  payerData: { email: "buyer@example.ru", phone: "79161234567" },
  bankInfo: { bankName: "TEST CARD" },
  authDateTime: 1_791_802_940_000,
  paymentWay: "CARD",
  paymentAmountInfo: { paymentState: "REFUNDED", approvedAmount: 150_000, depositedAmount: 110_000, refundedAmount: 40_000 },
  refunds: [{ date: "1791889300000", referenceNumber: "628612345679", actionCode: "0", amount: 40_000 }],
};

describe("orderAnswer", () => {
  it("keeps the money and drops the card, the payer and the binding", () => {
    const answer = orderAnswer.parse(paid);
    expect(answer).toMatchObject({
      orderNumber: "INV-1024-3",
      mdOrder: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0",
      amount: 150_000n,
      paymentAmountInfo: { depositedAmount: 110_000n, refundedAmount: 40_000n },
      refunds: [{ amount: 40_000n, date: new Date(1_791_889_300_000) }],
    });
    const text = JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
    for (const secret of ["4111", "CARDHOLDER", "203412", "buyer@", "7916", "203.0.113", "client-77", "TEST CARD"]) {
      expect(text).not.toContain(secret);
    }
  });

  it("reads numbers that come as text, and an answer with next to nothing in it", () => {
    const answer = orderAnswer.parse({ orderStatus: "2", amount: "150000", actionCode: "000", currency: 810, date: "1791802800123" });
    expect(answer).toMatchObject({ orderStatus: 2, amount: 150_000n, actionCode: "000", currency: "810", mdOrder: null, refunds: [] });
    expect(orderAnswer.parse({})).toMatchObject({ orderStatus: null, amount: null, paymentAmountInfo: null });
    expect(orderAnswer.parse({ orderStatus: 2, paymentAmountInfo: [] })).toMatchObject({ orderStatus: 2, paymentAmountInfo: null });
  });

  it("accepts unknown statuses, ways and fields, and what only informs in any shape", () => {
    const odd = { orderStatus: 99, paymentWay: { a: 1 }, actionCodeDescription: 7, depositedDate: "soon", attributes: "none", surprise: [1] };
    expect(orderAnswer.parse(odd)).toMatchObject({ orderStatus: 99, paymentWay: null, depositedDate: null, mdOrder: null });
  });

  it.each([
    { amount: 1500.5 },
    { amount: "1500.50" },
    { amount: -1 },
    { amount: "много" },
    { amount: 1e30 },
    { orderStatus: "paid" },
    { paymentAmountInfo: { depositedAmount: "x" } },
    { paymentAmountInfo: { depositedAmount: -5 } },
    { refunds: [{ amount: null }] },
  ])("never guesses money: %j makes the answer unreadable", (odd) => {
    expect(orderAnswer.safeParse(odd).success).toBe(false);
  });
});

describe("other answers", () => {
  it("wants both the id and the form of a registration", () => {
    expect(registerAnswer.safeParse({ orderId: "1", formUrl: "https://x" }).success).toBe(true);
    expect(registerAnswer.safeParse({ orderId: "1" }).success).toBe(false);
    expect(registerAnswer.safeParse({ orderId: "", formUrl: "https://x" }).success).toBe(false);
  });

  it("reads receipts with the date under either name and numbers as text (quirk 7)", () => {
    const { receipt } = receiptsAnswer.parse({
      receipt: [
        { receiptStatus: "1", uuid: "a", shift_number: "27", receipt_date_time: 1_791_802_990_000, amount_total: 1500, ofd_receipt_url: "" },
        { receiptStatus: 2, receipt_datetime: "1791802990000" },
      ],
    });
    expect(receipt[0]).toMatchObject({ status: 1, shiftNumber: "27", at: new Date(1_791_802_990_000), amountTotal: "1500", url: null });
    expect(receipt[1]).toMatchObject({ status: 2, at: new Date(1_791_802_990_000), uuid: null });
    expect(receiptsAnswer.parse({}).receipt).toEqual([]);
  });

  it("reads an empty list of last orders", () => {
    expect(lastOrdersAnswer.parse({ totalCount: "0" })).toEqual({ orders: [], listed: 0, total: 0 });
    const odd = { orderNumber: "2", paymentAmountInfo: { depositedAmount: -5 } };
    const { orders, listed } = lastOrdersAnswer.parse({ orderStatuses: [{ orderNumber: "1", orderStatus: 2 }, odd, null, { orderNumber: "3" }] });
    expect(orders.map(({ orderNumber }) => orderNumber)).toEqual(["1", "3"]);
    expect(listed).toBe(4);
  });
});
