import { describe, expect, it } from "vitest";
import { type UnpaidFacts, whyUnpaid } from "./why-unpaid.ts";

const payment: UnpaidFacts = { status: "pending", cancelReason: null, cancelRequestedAt: null, attempts: [] };
const tried = (...codes: (number | null)[]): UnpaidFacts["attempts"] => codes.map((actionCode, index) => ({ seq: index + 1, actionCode }));

describe("a payment that waits for its payer", () => {
  it.each([
    ["not tried", tried(), null],
    ["tried, and nothing has come of it yet", tried(null, 0), null],
    ["refused: the card's bank", tried(116), "На карте не хватает денег"],
    ["refused, and its link opened again", tried(116, null), "На карте не хватает денег"],
    ["refused twice: the last word", tried(116, 208), "Карта отмечена как утерянная или украденная"],
    ["the payer let the time run out", tried(-2007), null],
    ["still being found out", tried(-100), null],
    ["we closed its order ourselves", tried(2012), null],
    ["refused, then closed by us for a fresh one", tried(116, 2012), "На карте не хватает денег"],
  ])("%s", (_, attempts, reason) => {
    expect(whyUnpaid({ ...payment, attempts }, "ru")).toBe(reason);
    // The database may give them in any order.
    expect(whyUnpaid({ ...payment, attempts: attempts.toReversed() }, "ru")).toBe(reason);
  });

  it("is told in the reader's language", () => {
    expect(whyUnpaid({ ...payment, attempts: tried(116) }, "en")).toMatch(/^[A-Z][\x20-\x7e]+$/);
  });
});

describe("a cancelled one", () => {
  const canceled: UnpaidFacts = { ...payment, status: "canceled", attempts: tried(116) };
  it.each([
    ["with a reason given", { cancelReason: "Сумма заказа изменилась", cancelRequestedAt: new Date(0) }, "Сумма заказа изменилась"],
    ["by a person who gave none", { cancelRequestedAt: new Date(0) }, "Отменил менеджер"],
    ["with an empty one", { cancelReason: "", cancelRequestedAt: new Date(0) }, "Отменил менеджер"],
    ["by the bank alone", {}, "Банк снял удержание"],
  ])("%s", (_, facts, reason) => {
    expect(whyUnpaid({ ...canceled, ...facts }, "ru")).toBe(reason);
  });
});

it.each(["waitingForCapture", "succeeded", "refundSucceeded"] as const)("of a payment that is %s there is nothing to say", (status) => {
  expect(whyUnpaid({ ...payment, status, attempts: tried(116) }, "ru")).toBeNull();
});
