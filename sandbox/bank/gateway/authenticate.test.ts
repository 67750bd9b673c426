import { describe, expect, test } from "vitest";
import { sandboxMerchant } from "../index.ts";
import { startTrial, type Trial } from "../trial/bank-trial.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";
const probe = async (trial: Trial, fields: Record<string, string>, path = "/payment/rest/") =>
  (await (await trial.raw("getOrderStatusExtended", { orderId: NOBODY, ...fields }, trial.url + path)).json()) as unknown;

describe("who is calling", () => {
  test("good credentials and an unknown order: error 6 with empty lists", async () => {
    const trial = await startTrial();
    const { login, password } = sandboxMerchant;
    expect(await probe(trial, { userName: login, password })).toEqual({
      errorCode: "6",
      errorMessage: "Заказ не найден",
      merchantOrderParams: [],
      attributes: [],
    });
  });

  test.each([
    ["nothing", {}, "[userName] или [password] или [token] не задан"],
    ["only a login", { userName: "r-sandbox-api" }, "[userName] или [password] или [token] не задан"],
    ["a wrong password", { userName: "r-sandbox-api", password: "x" }, "Доступ запрещён"],
    ["a wrong login", { userName: "r-nobody-api", password: "x" }, "Доступ запрещён"],
    ["an operator's login", { userName: "r-sandbox-operator", password: sandboxMerchant.password }, "Доступ запрещён"],
    ["a wrong token", { token: "x" }, "Доступ запрещён"],
    ["the temporary password", { userName: "r-newcomer-api", password: "Password*1" }, "Пользователь должен сменить свой пароль"],
    ["a production login", { userName: "r-live-api", password: "Live*4live" }, "Доступ запрещён"],
  ])("error 5: %s", async (_name, fields, text) => {
    const trial = await startTrial();
    expect(await probe(trial, fields)).toMatchObject({ errorCode: "5", errorMessage: text });
  });

  test("each login works at its own address only", async () => {
    const trial = await startTrial();
    const live = { userName: "r-live-api", password: "Live*4live" };
    const old = { userName: "old-live-api", password: "Live*5live" };
    const test = { userName: sandboxMerchant.login, password: sandboxMerchant.password };
    expect(await probe(trial, live, "/hosts/payment/payment/rest/")).toMatchObject({ errorCode: "6" });
    expect(await probe(trial, live, "/hosts/pay/payment/rest/")).toMatchObject({ errorCode: "5" });
    expect(await probe(trial, old, "/hosts/pay/payment/rest/")).toMatchObject({ errorCode: "6" });
    expect(await probe(trial, test, "/hosts/payment/payment/rest/")).toMatchObject({ errorCode: "5" });
    expect(await probe(trial, test, "/ab/rest/")).toMatchObject({ errorCode: "6" });
  });

  test("the open token registers and reads by orderId, but moves no money", async () => {
    const trial = await startTrial();
    const { token } = await trial.control.merchant(sandboxMerchant.login);
    const ask = async (method: string, fields: Record<string, string>) =>
      (await (await trial.raw(method, { token, ...fields })).json()) as Record<string, unknown>;
    const { orderId } = await ask("register", trial.orderFields({ orderNumber: "BY-TOKEN" }));
    expect(await ask("getOrderStatusExtended", { orderId: String(orderId) })).toMatchObject({ orderStatus: 0 });
    expect(await ask("getOrderStatusExtended", { orderNumber: "BY-TOKEN" })).toMatchObject({ errorCode: "5", errorMessage: "[orderId] не задан" });
    for (const method of ["refund", "reverse", "deposit", "decline", "getReceiptStatus"]) {
      const answer = await ask(method, { orderId: String(orderId), amount: "0" });
      expect(answer).toMatchObject({ errorMessage: "[userName] или [password] не задан" });
    }
  });

  test("an empty token field is a 502 without a body", async () => {
    const trial = await startTrial();
    const response = await trial.raw("register", { token: "" });
    expect([response.status, await response.text()]).toEqual([502, ""]);
  });

  test("missing permissions are error 5", async () => {
    const trial = await startTrial();
    const limited = { userName: "r-limited-api", password: "Limited*2" };
    const ask = async (method: string, fields: Record<string, string>) =>
      (await (await trial.raw(method, { ...limited, ...fields })).json()) as Record<string, unknown>;
    const { orderId } = await ask("register", trial.orderFields());
    const order = { orderId: String(orderId), orderNumber: "T-1", amount: "0" };
    for (const method of ["reverse", "refund", "decline"]) {
      expect(await ask(method, order)).toEqual({ errorCode: 5, errorMessage: "Доступ запрещён" });
    }
    expect(await ask("registerPreAuth", trial.orderFields())).toMatchObject({ errorCode: "5" });
    expect(await ask("register", trial.orderFields({ dynamicCallbackUrl: "http://127.0.0.1/cb" }))).toMatchObject({ errorCode: "5" });
  });

  test("orders of another merchant do not exist", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await probe(trial, { userName: "r-limited-api", password: "Limited*2", orderId: mdOrder })).toMatchObject({ errorCode: "6" });
  });

  test("unknown methods, other verbs, passwords with every sign, English", async () => {
    const trial = await startTrial();
    expect((await trial.raw("nosuch", {})).status).toBe(404);
    expect((await fetch(`${trial.restUrl}register.do`, { method: "DELETE" })).status).toBe(405);
    await trial.edit({ password: "a&b=c+d%20#;é" });
    const answer = await probe(trial, { userName: sandboxMerchant.login, password: "a&b=c+d%20#;é", language: "en" });
    expect(answer).toMatchObject({ errorCode: "6", errorMessage: "Order not found" });
    const byGet = await fetch(`${trial.restUrl}getOrderStatusExtended.do?userName=r-sandbox-api&password=x&language=en`);
    expect(await byGet.json()).toMatchObject({ errorCode: "5", errorMessage: "Access denied" });
  });
});
