import { LosslessNumber } from "lossless-json";
import { describe, expect, it, vi } from "vitest";
import { AppError } from "#lib/errors.ts";
import { clientIdIn, payloadIn, readCallbackForm, structureIn } from "./callback-body.ts";

const post = (body: string, type = "application/x-www-form-urlencoded"): Request =>
  new Request("http://hub.test/api/retailcrm/payment/create", { method: "POST", body, headers: { "content-type": type } });

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

const readCallback = async (request: Request, name: string, options = {}) => {
  const fields = await readCallbackForm(request);
  return { clientId: clientIdIn(fields), payload: payloadIn(fields, name, options), form: fields };
};

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};

describe("one form field holds JSON", () => {
  it("reads clientId, payload and the fields beside them", async () => {
    const body = form({ clientId: "c1", activity: '{"active":true}', systemUrl: "https://demo.retailcrm.ru" });
    const { clientId, payload, form: fields } = await readCallback(post(body), "activity");
    expect(clientId).toBe("c1");
    expect(payload).toEqual({ active: true });
    expect(fields["systemUrl"]).toBe("https://demo.retailcrm.ru");
  });

  it("keeps every digit of a number", async () => {
    const { payload } = await readCallback(post(form({ clientId: "c1", create: '{"amount":1234567.8900000001}' })), "create");
    expect((payload as { amount: { value: string } }).amount.value).toBe("1234567.8900000001");
  });

  it("survives & + % # and Cyrillic", async () => {
    const name = "Чай & кофе + 100% #1 = «да»";
    const { payload } = await readCallback(post(form({ clientId: "c1", create: JSON.stringify({ name }) })), "create");
    expect(payload).toEqual({ name });
  });
});

it("understands bracket fields", async () => {
  const body = form({
    clientId: "c1", "create[amount]": "3490.50", "create[items][0][name]": "Чайник", "create[items][1][name]": "Доставка", "create[tags][]": "a",
  });
  const { payload } = await readCallback(post(`${body}&create%5Btags%5D%5B%5D=b`), "create");
  expect(JSON.parse(JSON.stringify(payload))).toEqual({
    amount: "3490.50",
    items: { 0: { name: "Чайник" }, 1: { name: "Доставка" } },
    tags: { 0: "a", 1: "b" },
  });
});

describe("forms with very many fields", () => {
  it("takes an order of 500 items in bracket fields", async () => {
    const fields = Array.from({ length: 500 }, (_, item) =>
      Array.from({ length: 20 }, (_, field) => `create[items][${String(item)}][f${String(field)}]=1`),
    );
    const { payload } = await readCallback(post(`clientId=c1&${fields.flat().join("&")}`), "create");
    expect(Object.keys((payload as { items: object }).items)).toHaveLength(500);
  });

  it("finds the place of the next member without looking through the list again", async () => {
    const keys = vi.spyOn(Object, "keys");
    const fields = await readCallbackForm(post(`${"a[]=x&".repeat(1_000)}a[7000]=y&a[]=z&${"b[][][]=x&".repeat(1_000)}`));
    const looks = keys.mock.calls.length;
    keys.mockRestore();
    expect(looks).toBeLessThan(1_000);
    expect(Object.entries(fields["a"] as object).slice(998)).toEqual([["998", "x"], ["999", "x"], ["7000", "y"], ["7001", "z"]]);
    expect(fields["b"]).toMatchObject({ 0: { 0: { 0: "x" } }, 999: { 0: { 0: "x" } } });
  });

  it("refuses more fields than any order has", async () => {
    expect(await refusal(readCallbackForm(post("a[]&".repeat(20_001))))).toMatchObject({ code: "payload_too_large" });
  });
});

it.each([
  ["the structure itself", JSON.stringify({ clientId: "c1", create: { amount: 5 } })],
  ["the structure as text", JSON.stringify({ clientId: "c1", create: '{"amount":5}' })],
])("understands a JSON body with %s", async (_, body) => {
  const expected = { amount: new LosslessNumber("5") };
  expect((await readCallback(post(body, "application/json"), "create")).payload).toEqual(expected);
  expect((await readCallback(post(body, "text/plain"), "create")).payload).toEqual(expected);
});

describe("unreadable bodies are refused by field", () => {
  it.each<[string, string, Record<string, string[]> | undefined, string]>([
    ["nothing", "", { clientId: ["required"] }, "invalid_input"],
    ["no clientId", form({ create: "{}" }), { clientId: ["required"] }, "invalid_input"],
    ["an empty clientId", form({ clientId: " ", create: "{}" }), { clientId: ["required"] }, "invalid_input"],
    ["no payload", form({ clientId: "c1" }), { create: ["required"] }, "invalid_input"],
    ["an empty payload", form({ clientId: "c1", create: "" }), { create: ["required"] }, "invalid_input"],
    ["null", form({ clientId: "c1", create: "null" }), { create: ["required"] }, "invalid_input"],
    ["cut JSON", form({ clientId: "c1", create: '{"amount":' }), { create: ["not_json"] }, "invalid_input"],
    ["two values", form({ clientId: "c1", create: "{} {}" }), { create: ["not_json"] }, "invalid_input"],
    ["a key twice with two values", form({ clientId: "c1", create: '{"a":1,"a":2}' }), { create: ["not_json"] }, "invalid_input"],
    ["depth that breaks parsers", form({ clientId: "c1", create: "[".repeat(200_000) }), { create: ["not_json"] }, "invalid_input"],
    ["a broken JSON body", "{", undefined, "not_json"],
    ["clientId as a structure", form({ "clientId[a]": "c1", create: "{}" }), { clientId: ["required"] }, "invalid_input"],
  ])("%s", async (_, body, fields, reason) => {
    const error = await refusal(readCallback(post(body), "create"));
    expect(error).toMatchObject({ code: "invalid_input", reason });
    expect(error.fields).toEqual(fields);
  });

  it("a JSON list", async () => {
    expect(await refusal(readCallbackForm(post("[1]", "application/json")))).toMatchObject({ reason: "not_json" });
  });

  it("more than a megabyte", async () => {
    const body = form({ clientId: "c1", create: JSON.stringify({ name: "x".repeat(1_100_000) }) });
    expect(await refusal(readCallback(post(body), "create"))).toMatchObject({ code: "payload_too_large" });
  });

  it("bytes that are no UTF-8", async () => {
    const request = new Request("http://hub.test/", { method: "POST", body: new Uint8Array([0x63, 0xff, 0xfe]) });
    expect(await refusal(readCallbackForm(request))).toMatchObject({ reason: "not_utf8" });
  });
});

it("lets no field name reach the prototype", async () => {
  const body = form({
    clientId: "c1",
    "create[__proto__][polluted]": "yes",
    "__proto__[polluted]": "yes",
    "constructor[prototype][polluted]": "yes",
  });
  const fields = await readCallbackForm(post(body));
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(structureIn(fields, "create")).toBeTypeOf("object");
  const json = await readCallback(post('{"clientId":"c1","create":{"__proto__":{"polluted":"yes"}}}', "application/json"), "create");
  expect((json.payload as Record<string, unknown>)["polluted"]).toBeUndefined();
});
