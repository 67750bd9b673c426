import { describe, expect, test } from "vitest";
import { startTrial } from "../trial/bank-trial.ts";

describe("registration", () => {
  test("answers with an id and a form address, without errorCode, as text/plain", async () => {
    const trial = await startTrial();
    const response = await trial.raw("register", { userName: "r-sandbox-api", password: "Sandbox&Pay+100%", ...trial.orderFields() });
    expect(response.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
    const answer = (await response.json()) as Record<string, string>;
    expect(Object.keys(answer)).toEqual(["orderId", "formUrl"]);
    expect(answer["orderId"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(answer["formUrl"]).toBe(`${trial.url}/payment/merchants/ecom/payment_ru.html?mdOrder=${answer["orderId"] ?? ""}`);
  });

  test("installations may say errorCode 0, answer as JSON, write codes as numbers", async () => {
    const trial = await startTrial();
    await trial.edit({ gateway: { registerErrorCode: true, contentType: "json", errorCodeType: "number" } });
    const response = await trial.raw("register", { userName: "r-sandbox-api", password: "Sandbox&Pay+100%", ...trial.orderFields() });
    expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(await response.json()).toMatchObject({ errorCode: 0, errorMessage: null });
    await trial.edit({ gateway: { errorCodeType: "string" } });
    expect(await trial.call("refund", { orderId: "x", amount: "1" })).toMatchObject({ errorCode: "6" });
  });

  test("a number is used up for ever", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ orderNumber: "A-1" });
    const again = () => trial.call("register", trial.orderFields({ orderNumber: "A-1" }));
    expect(await again()).toEqual({ errorCode: "1", errorMessage: "Заказ с таким номером был зарегистрирован, но не был оплачен" });
    await trial.control.expire(mdOrder);
    expect(await again()).toEqual({ errorCode: "1", errorMessage: "Заказ с таким номером уже обработан" });
    await trial.edit({ gateway: { reuseExpiredNumbers: true } });
    expect(await again()).toHaveProperty("orderId");
  });

  test.each([
    [{ orderNumber: "" }, 4, "Номер заказа не может быть пуст"],
    [{ orderNumber: "x".repeat(37) }, 5, "Неверный номер заказа"],
    [{ amount: "" }, 4, "Отсутствует сумма"],
    [{ amount: "0" }, 5, "Неверная сумма"],
    [{ amount: "-5" }, 5, "Неверная сумма"],
    [{ amount: "10.5" }, 5, "Неверная сумма"],
    [{ amount: "1".repeat(13) }, 5, "Неверная сумма"],
    [{ currency: "840" }, 3, "Неизвестная валюта"],
    [{ returnUrl: "" }, 4, "URL возврата не может быть пуст"],
    [{ returnUrl: "/back" }, 4, "URL возврата некорректен"],
    [{ returnUrl: "../back" }, 4, "URL возврата некорректен"],
    [{ returnUrl: "javascript:alert(1)" }, 4, "URL возврата некорректен"],
    [{ returnUrl: `http://shop.example/${"x".repeat(512)}` }, 4, "URL возврата некорректен"],
    [{ failUrl: "./x" }, 4, "URL возврата некорректен"],
    [{ language: "xx" }, 5, "Неправильный параметр 'Язык'"],
    [{ jsonParams: "not json" }, 5, "jsonParams неверен"],
    [{ jsonParams: '{"a":1}' }, 5, "jsonParams неверен"],
    [{ jsonParams: JSON.stringify({ a: "x".repeat(1025) }) }, 5, "jsonParams неверен"],
    [{ features: "NOSUCH" }, 14, "Недопустимое значение [features]: NOSUCH"],
    [{ features: "FORCE_TDS,FORCE_SSL" }, 14, "Недопустимое значение [features]: FORCE_TDS,FORCE_SSL"],
    [{ features: "VERIFY", amount: "0" }, 13, "Недостаточно прав или несовместимые значения [features]: VERIFY"],
    [{ description: "x".repeat(599) }, 5, "Неверное значение параметра: description"],
    [{ description: "<script>" }, 4, "Неверный формат запроса: description"],
    [{ email: "not mail" }, 5, "Неверное значение параметра: email"],
    [{ phone: "12" }, 5, "Неверное значение параметра: phone"],
    [{ dynamicCallbackUrl: "ftp://x" }, 5, "Неверное значение параметра: dynamicCallbackUrl"],
    [{ sessionTimeoutSecs: "0" }, 5, "Неверное значение параметра: sessionTimeoutSecs"],
    [{ sessionTimeoutSecs: "1234567890" }, 5, "Неверное значение параметра: sessionTimeoutSecs"],
    [{ expirationDate: "tomorrow" }, 5, "Неверное значение параметра: expirationDate"],
    [{ expirationDate: "2001-01-01T00:00:00" }, 5, "Неверное значение параметра: expirationDate"],
    [{ taxSystem: "6" }, 5, "Неверное значение параметра: taxSystem"],
    [{ merchantLogin: "other" }, 5, "Доступ запрещён"],
    [{ autoReverseDate: "2040-01-01T00:00:00" }, 5, "Доступ запрещён: autoReverseDate"],
  ])("refused: %j", async (fields, code, text) => {
    const trial = await startTrial();
    expect(await trial.call("register", trial.orderFields(fields))).toEqual({ errorCode: String(code), errorMessage: text });
    expect(await trial.control.orders()).toEqual([]);
  });

  test("lifetime: expirationDate in Moscow time, else sessionTimeoutSecs, else the merchant's setting", async () => {
    const trial = await startTrial();
    await trial.control.setTime("2026-11-25T09:00:00Z");
    const secs = async (fields: Record<string, string>): Promise<number> => {
      const { createdAt, expiresAt } = await trial.control.order(await trial.register(fields));
      return Math.round((expiresAt - createdAt) / 1000);
    };
    expect(await secs({})).toBe(1200);
    expect(await secs({ sessionTimeoutSecs: "1800" })).toBe(1800);
    expect(await secs({ sessionTimeoutSecs: "1800", expirationDate: "2026-11-25T13:00:00" })).toBeCloseTo(3600, -1);
    await trial.edit({ session: { longestSecs: 600 } });
    expect(await secs({ sessionTimeoutSecs: "1800" })).toBe(600);
  });

  test("two-stage orders may capture or release themselves at a date", async () => {
    const trial = await startTrial();
    await trial.control.setTime("2026-11-25T09:00:00Z");
    const capture = await trial.held({ autocompletionDate: "2026-11-26T12:00:00" });
    const release = await trial.held({ autoReverseDate: "2026-11-26T12:00:00" });
    await trial.control.setTime("2026-11-26T09:00:01Z");
    expect(await trial.status(capture)).toMatchObject({ orderStatus: 2 });
    expect(await trial.status(release)).toMatchObject({ orderStatus: 3 });
  });
});
