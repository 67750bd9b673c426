import { describe, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { readAnswer } from "./read-answer.ts";

const read = (text: string, status = 200): unknown => readAnswer("refund", { status, text });

const failure = (text: string, status = 200): ProviderError => {
  try {
    read(text, status);
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
};

describe("readAnswer", () => {
  it.each(['{"errorCode":"0","errorMessage":"Успешно"}', '{"errorCode":0}', '{"errorCode":"00"}', "{}", '{"errorCode":null}',
    '{"orderId":"x"}', '{"success":true}', '{"success":true,"errorCode":"7"}', ' \r\n {"errorCode":"0","error":""} ',
    '{"errorCode":"0","error":null}', '{"errorCode":"0","error":"  "}'])("takes %s as success", (text) => {
    expect(() => read(text)).not.toThrow();
  });

  it.each([
    ['{"errorCode":"5","errorMessage":"Доступ запрещён"}', "5", "Доступ запрещён"],
    ['{"errorCode":7,"errorMessage":"Системная ошибка"}', "7", "Системная ошибка"],
    ['{"errorCode":"1"}', "1", undefined],
    ['{"success":false}', "refused", undefined],
    ['{"success":false,"errorCode":"0","errorMessage":"нет"}', "refused", "нет"],
    // C-26: 0 says only that the request was read
    ['{"errorCode":"0","error":"Операция отклонена","errorMessage":"Операция отклонена."}', "refused", "Операция отклонена."],
    ['{"errorCode":"0","error":"Операция отклонена"}', "refused", "Операция отклонена"],
    ['{"success":false,"error":{"code":10,"message":"no"}}', "refused", "no"],
    ['{"errorCode":{"a":1}}', "unreadable", undefined],
    ['{"errorCode":"ERR"}', "ERR", undefined],
  ])("takes %s as a refusal", (text, code, vendorMessage) => {
    expect(failure(text)).toMatchObject({ outcome: "rejected", code, vendorMessage });
  });

  it.each([
    ["", 200, "not_json"],
    ["<html>502 Bad Gateway</html>", 200, "not_json"],
    ['{"errorCode":"0"', 200, "not_json"],
    ["[]", 200, "not_json"],
    ["null", 200, "not_json"],
    ['"ok"', 200, "not_json"],
    ["", 502, "http_502"],
    ['{"errorCode":"7"}', 500, "http_500"],
    ['{"errorCode":"0"}', 503, "http_503"],
    ["", 429, "http_429"],
    ["<html>", 400, "http_400"],
    ["", 302, "http_302"],
    ['{"errorCode":"0"}', 201, "http_201"],
  ])("takes %j with HTTP %i as unknown", (text, status, code) => {
    expect(failure(text, status)).toMatchObject({ outcome: "unknown", code, httpStatus: status });
  });

  it.each([401, 403, 404, 405, 413])("takes HTTP %i without a word of the gateway as refused", (status) => {
    expect(failure("<html>forbidden</html>", status)).toMatchObject({ outcome: "rejected", code: `http_${status}` });
  });

  it("prefers the gateway's own code to the HTTP status of a refusal", () => {
    expect(failure('{"errorCode":"5","errorMessage":"Доступ запрещён"}', 401)).toMatchObject({ outcome: "rejected", code: "5" });
  });

  it("bounds the bank's words", () => {
    expect(failure(JSON.stringify({ errorCode: "5", errorMessage: "x".repeat(9_999) })).vendorMessage).toHaveLength(500);
  });
});

it("a long message that ends within an emoji can be stored", () => {
  const { vendorMessage } = failure(JSON.stringify({ errorCode: "5", errorMessage: `${"x".repeat(499)}💳\u0000` }));
  expect(vendorMessage).toBe(`${"x".repeat(499)}\ufffd`);
});
