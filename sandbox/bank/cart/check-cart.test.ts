import { describe, expect, test } from "vitest";
import { cart, startTrial } from "../trial/bank-trial.ts";
import { lineAmount, thousandths } from "./line-amount.ts";
import { includedTax } from "./tax-types.ts";
import { containing, matching } from "../trial/matchers.ts";

type Change = (items: Record<string, unknown>[]) => void;
const set =
  (change: Record<string, unknown>, place = 0): Change =>
  (items) => {
    Object.assign(items[place] ?? {}, change);
  };

describe("arithmetic", () => {
  test.each([
    [33333, 0.375, 12500],
    [10001, 0.5, 5001],
    [1, 0.499, 0],
    [999999999, 1000.001, 1000000999000],
  ])("%i kopecks × %d = %i", (price, quantity, total) => {
    expect(lineAmount(price, thousandths(quantity) ?? 0n)).toBe(total);
  });

  test("at most three decimals", () => {
    expect(thousandths(0.1234)).toBeNull();
    expect(thousandths(1e21)).toBeNull();
    expect(thousandths(-1)).toBeNull();
  });

  test.each([
    [14, 100000, 18033],
    [14, 50000, 9016],
    [2, 11000, 1000],
    [10, 10500, 500],
    [12, 10700, 700],
    [0, 100, 0],
    [1, 100, 0],
  ])("tax type %i in %i kopecks is %i", (type, amount, tax) => {
    expect(includedTax(type, amount)).toBe(tax);
  });
});

describe("a good cart", () => {
  test.each<[string, Change]>([
    ["as documented", () => undefined],
    ["without tax sums", (items) => { items.forEach((item) => Object.assign(item, { tax: { taxType: 14 } })); }],
    ["numbers as text", set({ positionId: "1", itemPrice: "35000" })],
    ["a weighed line rounded half up", (items) => {
      set({ quantity: { value: 0.375, measure: "кг" }, itemPrice: 33333, itemAmount: 12500, tax: { taxType: 0 } })(items);
      set({ itemPrice: 87500, itemAmount: 87500, tax: { taxType: 2 } }, 1)(items);
    }],
  ])("%s", async (_name, change) => {
    const trial = await startTrial();
    expect(await trial.call("register", trial.orderFields({ orderBundle: cart(change), taxSystem: "0" }))).toHaveProperty("orderId");
  });
});

describe("a broken rule is error 5", () => {
  test.each<[string, Change]>([
    ["сумма позиций 99999 не равна amount 100000", set({ itemPrice: 29999, itemAmount: 29999, tax: { taxType: 14 } }, 1)],
    ["itemAmount не равен itemPrice × quantity", set({ itemAmount: 70001 })],
    ["positionId повторяется: 1", set({ positionId: 1 }, 1)],
    ["itemCode повторяется: TEA-100", set({ itemCode: "TEA-100" }, 1)],
    ["quantity.value", set({ quantity: { value: 0, measure: "0" } })],
    ["quantity.value", set({ quantity: { value: 1.2345, measure: "0" } })],
    ["positionId", set({ positionId: 0 })],
    ["itemPrice", set({ itemPrice: undefined })],
    ["taxType 8 неизвестен", set({ tax: { taxType: 8 } })],
    ["taxType 6 не действует на дату чека", set({ tax: { taxType: 6 } })],
    ["taxSum не соответствует ставке", set({ tax: { taxType: 14, taxSum: 14000 } })],
    ["атрибут paymentMethod", set({ itemAttributes: { attributes: [{ name: "paymentMethod", value: "8" }] } })],
    ["атрибут paymentObject", set({ itemAttributes: { attributes: [{ name: "paymentObject", value: "19" }] } })],
    ["атрибут paymentObject: нужна строка", set({ itemAttributes: { attributes: [{ name: "paymentObject", value: 1 }] } })],
    ["itemCurrency", set({ itemCurrency: "840" })],
  ])("%s", async (text, change) => {
    const trial = await startTrial();
    const answer = await trial.call("register", trial.orderFields({ orderBundle: cart(change) }));
    expect(answer).toMatchObject({ errorCode: "5", errorMessage: containing(text) });
    expect(answer.errorMessage).toContain("Корзина товаров заполнена неверно");
    await trial.edit({ cart: { errorCode: "4" } });
    expect(await trial.call("register", trial.orderFields({ orderBundle: cart(change) }))).toMatchObject({ errorCode: "4" });
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ["no contact", { contact: "Иван" }, false],
    ["e-mail alone", { email: "a@b.ru,c@d.ru" }, true],
    ["a bad e-mail", { email: "a@b.ru, c@d.ru" }, false],
    ["phone alone", { phone: "+79161234567" }, true],
    ["a bad phone", { phone: "8 (916) 123" }, false],
    ["a name without INN", { email: "a@b.ru", fullName: "Иванов Иван" }, false],
    ["a name with INN", { email: "a@b.ru", fullName: "Иванов Иван", inn: "500100732259" }, true],
    ["a name with documents", { email: "a@b.ru", fullName: "И", birthDate: "1990-01-01", documentCode: "21", passport: "2222888888" }, true],
    ["a passport alone", { email: "a@b.ru", passport: "2222888888" }, false],
    ["a bad INN", { email: "a@b.ru", inn: "123" }, false],
  ])("customer: %s", async (_name, customerDetails, good) => {
    const trial = await startTrial();
    const orderBundle = JSON.stringify({ ...(JSON.parse(cart()) as object), customerDetails });
    const answer = await trial.call("register", trial.orderFields({ orderBundle }));
    if (good) expect(answer).toHaveProperty("orderId");
    else expect(answer).toMatchObject({ errorCode: "5" });
  });

  test.each([
    ["2026-10-12T14:00:00", true],
    [1791802800000, true],
    [1791802800, false],
    ["12.10.2026", false],
  ])("orderCreationDate %s", async (orderCreationDate, good) => {
    const trial = await startTrial();
    const orderBundle = JSON.stringify({ ...(JSON.parse(cart()) as object), orderCreationDate });
    expect("orderId" in (await trial.call("register", trial.orderFields({ orderBundle })))).toBe(good);
  });
});

describe("a wrong shape is error 4", () => {
  test.each<[string, string]>([
    ["not JSON", "{"],
    ["a list", "[]"],
    ["no lines", '{"cartItems":{"items":[]}}'],
    ["flat attributes", cart(set({ itemAttributes: [{ name: "paymentMethod", value: "1" }] }))],
    ["a fraction of a kopeck", cart(set({ itemPrice: 35000.5 }))],
    ["no name", cart(set({ name: "" }))],
    ["a name of 256", cart(set({ name: "я".repeat(256) }))],
    ["no code", cart(set({ itemCode: undefined }))],
    ["a plain quantity", cart(set({ quantity: 2 }))],
  ])("%s", async (_name, orderBundle) => {
    const trial = await startTrial();
    const answer = await trial.call("register", trial.orderFields({ orderBundle }));
    expect(answer).toMatchObject({ errorCode: "4", errorMessage: matching(/^Неверный формат запроса/) });
  });
});

test("rates follow the date: 20 % before 2026, 22 % after, the old one only when asked for", async () => {
  const trial = await startTrial();
  const withRate = async (taxType: number, extra: Record<string, string> = {}): Promise<boolean> => {
    const orderBundle = cart((items) => { items.forEach((item) => Object.assign(item, { tax: { taxType } })); });
    return "orderId" in (await trial.call("register", trial.orderFields({ orderBundle, ...extra })));
  };
  await trial.control.setTime("2025-12-31T20:59:00Z");
  expect([await withRate(6), await withRate(14), await withRate(10)]).toEqual([true, false, true]);
  await trial.control.setTime("2025-12-31T21:00:01Z");
  expect([await withRate(6), await withRate(14), await withRate(3)]).toEqual([false, true, false]);
  expect(await withRate(6, { additionalOfdParams: '{"use_legacy_vat":"true"}' })).toBe(true);
  await trial.edit({ cart: { oldVat: "accept" } });
  expect(await withRate(6)).toBe(true);
});

test("a merchant may be obliged to send a cart", async () => {
  const trial = await startTrial();
  await trial.edit({ cart: { required: true } });
  expect(await trial.call("register", trial.orderFields())).toMatchObject({ errorCode: "5" });
});
