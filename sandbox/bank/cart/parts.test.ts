import { describe, expect, test } from "vitest";
import { cart, money, startTrial } from "../trial/bank-trial.ts";
import { containing } from "../trial/matchers.ts";

const TEA = { positionId: 1, name: "Чай чёрный 100 г", quantity: { value: 1, measure: "0" }, itemPrice: 35000, itemAmount: 35000, itemCode: "TEA-100", tax: { taxType: 14 } };
const DELIVERY = { positionId: 2, name: "Доставка", quantity: { value: 1, measure: "0" }, itemPrice: 30000, itemAmount: 30000, itemCode: "DELIVERY" };
const items = (...lines: unknown[]): string => JSON.stringify({ items: lines });

describe("refundItems", () => {
  test("part of a line, then the rest; ofdOrderBundle shows what remains", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid({ orderBundle: cart() });
    const refund = (amount: string, refundItems: string) => trial.call("refund", { orderId: mdOrder, amount, refundItems });
    expect(await refund("35000", items(TEA))).toMatchObject({ errorCode: 0 });
    expect(await trial.status(mdOrder)).toMatchObject({
      ofdOrderBundle: [{ positionId: 1, quantity: { value: 1 }, itemAmount: 35000 }, { positionId: 2, itemAmount: 30000 }],
    });
    expect(await refund("35000", JSON.stringify([TEA]))).toMatchObject({ errorCode: 0 });
    expect(await trial.status(mdOrder)).toMatchObject({ ofdOrderBundle: [{ positionId: 2 }] });
    expect(await refund("35000", items(TEA))).toMatchObject({ errorCode: 7 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "0" })).toMatchObject({ errorCode: 0 });
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 1000/0/1000");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["another name", { name: "Чай" }, "name"],
    ["another code", { itemCode: "X" }, "itemCode"],
    ["another price", { itemPrice: 34000, itemAmount: 34000 }, "itemPrice"],
    ["another rate", { tax: { taxType: 2 } }, "taxType"],
    ["an unknown line", { positionId: 7 }, "нет в заказе"],
    ["too many pieces", { quantity: { value: 3, measure: "0" }, itemAmount: 105000 }, "больше, чем осталось"],
    ["an amount that is not price × quantity", { itemAmount: 30000 }, "itemPrice × quantity"],
  ])("%s is refused and moves nothing", async (_name, change, text) => {
    const trial = await startTrial();
    const mdOrder = await trial.paid({ orderBundle: cart() });
    const answer = await trial.call("refund", { orderId: mdOrder, amount: "35000", refundItems: items({ ...TEA, ...change }) });
    expect(answer).toMatchObject({ errorCode: 5, errorMessage: containing(text) });
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/1000/0");
  });

  test("the sum of the lines must be the amount; the same line twice is refused; nonsense is error 4", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid({ orderBundle: cart() });
    const refund = (amount: string, refundItems: string) => trial.call("refund", { orderId: mdOrder, amount, refundItems });
    expect(await refund("35001", items(TEA))).toMatchObject({ errorCode: 5 });
    expect(await refund("70000", items(TEA, TEA))).toMatchObject({ errorCode: 5 });
    expect(await refund("35000", "nonsense")).toMatchObject({ errorCode: 4 });
  });

  test("a weighed line can be given back in pieces to the last kopeck", async () => {
    const trial = await startTrial();
    const line = { positionId: 1, name: "Сыр", quantity: { value: 0.333, measure: "11" }, itemPrice: 100100, itemAmount: 33333, itemCode: "CHEESE" };
    const orderBundle = JSON.stringify({ customerDetails: { email: "a@b.ru" }, cartItems: { items: [line] } });
    const mdOrder = await trial.paid({ orderBundle, amount: "33333" });
    const piece = (value: number, itemAmount: number) => items({ ...line, quantity: { value, measure: "11" }, itemAmount });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "11111", refundItems: piece(0.111, 11111) })).toMatchObject({ errorCode: 0 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "22222", refundItems: piece(0.222, 22222) })).toMatchObject({ errorCode: 0 });
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 333.33/0/333.33");
  });

  test("a part without lines: no receipt, refused or accepted, as the merchant is set", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid({ orderBundle: cart() });
    const refund = () => trial.call("refund", { orderId: mdOrder, amount: "10000" });
    const receipts = async () => (await trial.control.order(mdOrder)).receipts.map((receipt) => receipt.kind);
    expect(await refund()).toMatchObject({ errorCode: 0 });
    expect(await receipts()).toEqual(["sale"]);
    await trial.edit({ cart: { partWithoutItems: "refuse" } });
    expect(await refund()).toMatchObject({ errorCode: 5 });
    await trial.edit({ cart: { partWithoutItems: "accept" } });
    expect(await refund()).toMatchObject({ errorCode: 0 });
    expect(await receipts()).toEqual(["sale", "refund"]);
  });
});

describe("depositItems", () => {
  test("what was captured is what can be given back later", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.held({ orderBundle: cart() });
    const deposit = (amount: string, depositItems: string) => trial.call("deposit", { orderId: mdOrder, amount, depositItems });
    expect(await deposit("30000", items(TEA))).toMatchObject({ errorCode: 5 });
    expect(await deposit("35000", items(TEA))).toMatchObject({ errorCode: 0 });
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/350/0");
    const two = items({ ...TEA, quantity: { value: 2, measure: "0" }, itemAmount: 70000 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "70000", refundItems: two })).toMatchObject({ errorCode: 7 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "35000", refundItems: items(TEA) })).toMatchObject({ errorCode: 0 });
  });

  test("lines that were not captured cannot be given back", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.held({ orderBundle: cart() });
    await trial.call("deposit", { orderId: mdOrder, amount: "35000", depositItems: items(TEA) });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "30000", refundItems: items(DELIVERY) })).toMatchObject({ errorCode: 5 });
  });

  test("capture in parts: each line once, all captured ones can be given back", async () => {
    const trial = await startTrial();
    await trial.edit({ permissions: { multiDeposit: true } });
    const mdOrder = await trial.held({ orderBundle: cart() });
    const part = (amount: string, line: unknown, depositType = "1") =>
      trial.call("deposit", { orderId: mdOrder, amount, depositItems: items(line), depositType });
    expect(await part("30000", DELIVERY)).toMatchObject({ errorCode: 0 });
    expect(await part("30000", DELIVERY)).toMatchObject({ errorCode: 5, errorMessage: containing("нет в заказе") });
    expect(await part("35000", TEA)).toMatchObject({ errorCode: 0 });
    expect(await trial.call("deposit", { orderId: mdOrder, amount: "0", depositType: "2" })).toMatchObject({ errorCode: 0 });
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/1000/0");
    const both = items({ ...TEA, quantity: { value: 2, measure: "0" }, itemAmount: 70000 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "70000", refundItems: both })).toMatchObject({ errorCode: 0 });
  });
});
