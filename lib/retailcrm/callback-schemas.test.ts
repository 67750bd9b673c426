import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { activitySchema, registerSchema, settingsSchema } from "./account-schemas.ts";
import { approveCallSchema, cancelCallSchema, createCallSchema, refundCallSchema } from "./callback-schemas.ts";
import { readCrmJson } from "./crm-json.ts";

// protocols: retailcrm 4.1
const example = `{
  "shopId": "shp_3k2a", "invoiceUuid": "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10", "invoiceType": "link",
  "amount": 3490.5, "currency": "RUB", "orderNumber": "1042A", "orderId": 58713,
  "siteUrl": "https://shop.example.ru", "returnUrl": "https://shop.example.ru/thanks",
  "items": [
    {"name": "Чайник", "price": 2990.5, "quantity": 1, "measurementUnit": "шт", "vat": "vat20",
     "paymentMethod": "full_prepayment", "paymentObject": "commodity", "markingCode": null},
    {"name": "Доставка", "price": 500, "quantity": 1.250, "vat": "none", "paymentMethod": "full_prepayment", "paymentObject": "service"}
  ],
  "customer": {"email": "anna@example.ru", "phone": 79990001122, "firstName": "Анна", "lastName": "Ли", "contragentType": "individual"}
}`;

const create = (change: Record<string, unknown> = {}) =>
  parseInput(createCallSchema, { ...(readCrmJson(example) as object), ...change });

const fieldsOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
  throw new Error("expected a refusal");
};

const uuid = "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10";

describe("create", () => {
  it("reads the documented example", () => {
    const { source, ...call } = create();
    expect(call).toEqual({
      shopId: "shp_3k2a", invoiceUuid: uuid, amount: 349_050n, currency: "RUB", orderNumber: "1042A", orderId: 58_713n,
      siteUrl: "https://shop.example.ru/", returnUrl: "https://shop.example.ru/thanks",
    });
    expect(source.items[0]).toMatchObject({ name: "Чайник", price: "2990.5", quantity: "1", vat: "vat20", markingCode: null });
    expect(source.items[1]).toMatchObject({ price: "500", quantity: "1.250", measurementUnit: null });
    expect(source.customer).toMatchObject({ phone: "79990001122", patronymic: null });
    expect(JSON.parse(JSON.stringify(source))).toEqual(source);
  });

  it("is content with what is required", () => {
    const call = parseInput(createCallSchema, readCrmJson(`{"shopId":"s","invoiceUuid":"${uuid.toUpperCase()}","amount":"10","currency":"rub","orderNumber":17}`));
    expect(call).toEqual({
      shopId: "s", invoiceUuid: uuid, amount: 1_000n, currency: "RUB", orderNumber: "17", orderId: null, siteUrl: null, returnUrl: null,
      source: { items: [], customer: null },
    });
  });

  it("a place within a site is no address of its own: the first part of it is no host", () => {
    expect(create({ returnUrl: "/thanks" }).returnUrl).toBeNull();
    expect(create({ returnUrl: "//shop.example.ru/thanks" }).returnUrl).toBe("https://shop.example.ru/thanks");
    expect(create({ returnUrl: "shop.example.ru/thanks" }).returnUrl).toBe("https://shop.example.ru/thanks");
  });

  it.each([{ items: null }, { items: [] }, { items: "" }, { customer: [] }, { customer: null }, { customer: "" }, { returnUrl: null }, { returnUrl: "/thanks" }, { returnUrl: "?order=1" }, { siteUrl: "" }, { orderId: "" }, { brandNew: { any: [1] } }])(
    "tolerates %j",
    (change) => {
      expect(create(change).amount).toBe(349_050n);
    },
  );

  it("keeps codes it does not know", () => {
    expect(create({ items: [{ name: "x", price: "1", quantity: "1", vat: "vat22", paymentObject: "new_thing" }] }).source.items[0]).toMatchObject({ vat: "vat22", paymentObject: "new_thing" });
  });

  it("reads the list that PHP made a map of, and bracket fields", () => {
    expect(create({ items: { 1: { name: "b", price: "1,5" }, 0: { name: "a" } } }).source.items.map(({ name, price }) => [name, price])).toEqual([["a", null], ["b", "1.5"]]);
  });

  it("stores only what the database can store", () => {
    const { source, orderNumber } = create({ orderNumber: "10\u000042", items: [{ name: "a\u0000\ud83d b" }] });
    expect(orderNumber).toBe("1042");
    expect(source.items[0]?.name).toBe("a\ufffd b");
  });

  it.each([
    ["amount", "1.005", "too_many_decimals"], ["amount", "0", "not_positive"], ["amount", "-5", "not_positive"], ["amount", "сто", "not_a_number"],
    ["amount", null, "required"], ["amount", true, "wrong_type"], ["amount", [], "wrong_type"], ["amount", "99999999999", "too_large"],
    ["invoiceUuid", "17", "invalid_uuid"], ["invoiceUuid", null, "required"], ["invoiceUuid", {}, "wrong_type"],
    ["shopId", "", "required"], ["shopId", "x".repeat(256), "too_long"], ["orderNumber", " ", "required"],
    ["currency", "РУБ", "invalid_format"], ["currency", "EURO", "too_long"], ["currency", "", "required"],
    ["invoiceType", "card", "invalid_choice"], ["orderId", "12.5", "not_whole"], ["orderId", "abc", "not_whole"],
    ["returnUrl", "javascript:alert(1)", "invalid_url"], ["returnUrl", "data:text/html,x", "invalid_url"], ["siteUrl", "https://user:pass@shop.example", "invalid_url"], ["siteUrl", "http://", "invalid_url"],
    ["items", "nothing", "wrong_type"], ["customer", "Анна", "wrong_type"],
  ])("refuses %s %j: %s", (field, value, message) => {
    expect(fieldsOf(() => create({ [field]: value }))).toEqual({ [field]: [message] });
  });

  it("names the item whose price is no number", () => {
    expect(fieldsOf(() => create({ items: [{ name: "a", price: "1" }, { name: "b", price: "дёшево" }] }))).toEqual({ "items.1.price": ["not_a_number"] });
    expect(fieldsOf(() => create({ items: ["a"] }))).toEqual({ "items.0": ["wrong_type"] });
  });

  it.each(["x", null, 5, readCrmJson("5"), [], true])("refuses %j instead of a structure", (value) => {
    expect(fieldsOf(() => parseInput(createCallSchema, value))).toBeTypeOf("object");
  });

  it.each([
    ["shop.example.ru", "https://shop.example.ru/"],
    ["shop.example.ru:8080/x", "https://shop.example.ru:8080/x"],
    ["//shop.example.ru", "https://shop.example.ru/"],
    ["http://магазин.рф/", "http://xn--80aairftm.xn--p1ai/"],
  ])("completes the store's address %s", (text, full) => {
    expect(create({ siteUrl: text }).siteUrl).toBe(full);
  });
});

describe("approve, cancel, refund", () => {
  it("read the sum, or none", () => {
    expect(parseInput(approveCallSchema, readCrmJson(`{"paymentId":"${uuid}","amount":3000}`))).toEqual({ paymentId: uuid, amount: 300_000n });
    expect(parseInput(refundCallSchema, { paymentId: uuid })).toEqual({ paymentId: uuid, amount: null });
    expect(parseInput(refundCallSchema, { paymentId: uuid, amount: null })).toEqual({ paymentId: uuid, amount: null });
    expect(parseInput(cancelCallSchema, { paymentId: uuid, amount: "0" })).toEqual({ paymentId: uuid });
  });

  it.each([["0", "not_positive"], ["-1", "not_positive"], ["0.005", "too_many_decimals"], [{}, "wrong_type"]])("refuse the sum %j", (amount, message) => {
    expect(fieldsOf(() => parseInput(refundCallSchema, { paymentId: uuid, amount }))).toEqual({ amount: [message] });
  });

  it.each([[null, "required"], ["17", "invalid_uuid"]])("refuse the payment %j", (paymentId, message) => {
    expect(fieldsOf(() => parseInput(approveCallSchema, { paymentId }))).toEqual({ paymentId: [message] });
  });
});

describe("account callbacks", () => {
  it.each([
    [{}, { active: null, freeze: null }],
    [[], { active: null, freeze: null }],
    [{ active: true, freeze: false }, { active: true, freeze: false }],
    [{ active: "1", freeze: "false" }, { active: true, freeze: false }],
    [{ active: null, freeze: "" }, { active: null, freeze: null }],
  ])("activity %j", (value, expected) => {
    expect(parseInput(activitySchema, value)).toEqual(expected);
  });

  it("activity refuses what is neither yes nor no", () => {
    expect(fieldsOf(() => parseInput(activitySchema, { active: "maybe", freeze: {} }))).toEqual({ active: ["wrong_type"], freeze: ["wrong_type"] });
  });

  it("settings read zone and language, and do without", () => {
    const value = readCrmJson('{"timezone":{"value":"Asia/Omsk","updated_at":"2026-01-10 09:00:00"},"system_language":{"value":"en"},"default_currency":{"value":"RUB"},"work_times":[]}');
    expect(parseInput(settingsSchema, value)).toEqual({ timezone: { value: "Asia/Omsk" }, system_language: { value: "en" } });
    expect(parseInput(settingsSchema, [])).toEqual({ timezone: null, system_language: null });
    expect(parseInput(settingsSchema, { timezone: [] })).toEqual({ timezone: null, system_language: null });
  });

  it("register needs all three", () => {
    expect(fieldsOf(() => parseInput(registerSchema, {}))).toEqual({ token: ["required"], apiKey: ["required"], systemUrl: ["required"] });
  });
});
