import { expect, it } from "vitest";
import { AppError, ProviderError } from "#lib/errors.ts";
import { callbackRoute } from "./callback-answer.ts";
import { jsonRoubles } from "./crm-json.ts";

const context = { params: Promise.resolve({}) };
const request = (): Request => new Request("http://hub.test/api/retailcrm/payment/refund", { method: "POST" });

const answerTo = async (error: unknown, locale?: string) => {
  const route = callbackRoute((_request, language) => {
    if (locale !== undefined) language.use({ locale });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- also what is no error at all must get an answer
    return Promise.reject(error);
  });
  const response = await route(request(), context);
  return { status: response.status, body: (await response.json()) as { success: boolean; errorMsg: string } };
};

it("adds success and writes sums with all their digits", async () => {
  const route = callbackRoute(() => Promise.resolve({ result: { id: "r1", amount: jsonRoubles(123_456_789n), comment: null } }));
  const response = await route(request(), context);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(await response.text()).toBe('{"success":true,"result":{"id":"r1","amount":1234567.89,"comment":null}}');
});

it("names wrong fields in words, in Russian unless the account speaks otherwise", async () => {
  const error = new AppError("invalid_input", { fields: { amount: ["too_many_decimals"], "items.1.price": ["not_a_number"] } });
  const russian = await answerTo(error);
  expect(russian.status).toBe(400);
  expect(russian.body).toEqual({
    success: false,
    errorMsg: "Сумма (amount): не больше двух знаков после запятой; Товар 2 цена (items.1.price): введите число",
  });
  expect((await answerTo(error, "en")).body.errorMsg).toMatch(/^Amount \(amount\): .*; Item 2 price \(items\.1\.price\): /);
});

it.each([
  [new AppError("not_found"), 400],
  [new AppError("conflict"), 400],
  [new AppError("forbidden"), 400],
  [new AppError("payload_too_large"), 400],
  [new AppError("unauthenticated", { reason: "crm.token_wrong" }), 401],
  [new ProviderError("unknown", "bank is silent", { code: "timeout", vendorMessage: "inner words" }), 400],
  [new Error("secret detail"), 500],
  ["not even an error", 500],
])("answers %s with %i, JSON and no detail of ours", async (error, status) => {
  const answer = await answerTo(error);
  expect(answer.status).toBe(status);
  expect(answer.body.success).toBe(false);
  expect(answer.body.errorMsg).toMatch(/[а-я]/i);
  expect(JSON.stringify(answer.body)).not.toMatch(/secret|inner/);
});
