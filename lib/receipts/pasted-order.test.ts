import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { readPastedOrder } from "./pasted-order.ts";

const create = { amount: 3490.5, orderNumber: "1042A", items: [{ name: "Чайник", price: 2990.5, quantity: 1, vat: "vat20" }], customer: { email: "a@b.ru" } };

const fault = (text: string): unknown => {
  try {
    return readPastedOrder(text);
  } catch (error) {
    return error instanceof AppError ? error.fields : error;
  }
};

describe("readPastedOrder", () => {
  it.each([
    ["the JSON alone", JSON.stringify(create)],
    ["the JSON inside its field", JSON.stringify({ clientId: "x", create })],
    ["the whole call as a form", new URLSearchParams({ clientId: "x", create: JSON.stringify(create) }).toString()],
  ])("%s", (_what, text) => {
    const { amount, orderNumber, source } = readPastedOrder(text);
    expect(amount).toBe(349_050n);
    expect(orderNumber).toBe("1042A");
    expect(source.items).toMatchObject([{ name: "Чайник", price: "2990.5", quantity: "1" }]);
    expect(source.customer).toMatchObject({ email: "a@b.ru" });
  });

  it("needs no more than a sum", () => {
    expect(readPastedOrder('{"amount": "10.00"}')).toMatchObject({ amount: 1_000n, source: { items: [], customer: null } });
  });

  it.each<[string, string, unknown]>([
    ["nothing readable", "привет", { text: ["pasted_not_json"] }],
    ["a list", "[1]", { text: ["pasted_not_json"] }],
    ["broken JSON", '{"amount": }', { text: ["pasted_not_json"] }],
    ["no sum", "{}", { amount: ["required"] }],
    ["a sum with three decimals", '{"amount": 1.005}', { amount: ["too_many_decimals"] }],
    ["a price that is no number", '{"amount": 1, "items": [{"price": "дорого"}]}', { "items.0.price": ["not_a_number"] }],
  ])("%s", (_what, text, fields) => {
    expect(fault(text)).toEqual(fields);
  });
});
