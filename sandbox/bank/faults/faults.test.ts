import { describe, expect, test } from "vitest";
import { createBank, type FaultInput, sandboxMerchant } from "../index.ts";
import { money, startTrial } from "../trial/bank-trial.ts";
import { aString } from "../trial/matchers.ts";

const signIn = { userName: sandboxMerchant.login, password: sandboxMerchant.password };

describe("one fault, one refund", () => {
  test.each<[FaultInput["kind"], boolean, "network" | "status" | "body"]>([
    ["requestDropped", false, "network"],
    ["answerLost", true, "network"],
    ["http500", false, "status"],
    ["empty502", false, "status"],
    ["tooMany429", false, "status"],
    ["html200", false, "body"],
    ["cutBody", true, "network"],
    ["halfJson", true, "body"],
  ])("%s: done %s", async (kind, done, broken) => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    await trial.control.addFault({ method: "refund.do", kind });
    const outcome = await trial
      .raw("refund", { ...signIn, orderId: mdOrder, amount: "10000" })
      .then(async (response) => {
        const text = await response.text();
        if (response.status !== 200) return "status";
        try {
          JSON.parse(text);
          return "fine";
        } catch {
          return "body";
        }
      })
      .catch(() => "network");
    expect(outcome).toBe(broken);
    expect(money(await trial.status(mdOrder))).toBe(done ? "4 REFUNDED 1000/900/100" : "2 DEPOSITED 1000/1000/0");
    const [entry] = await trial.control.requests({ method: "refund" });
    expect(entry).toMatchObject({ fault: kind, handled: done });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "1" })).toMatchObject({ errorCode: 0 });
  });

  test("refusals that look like answers", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    await trial.control.addFault({ method: "refund", kind: "systemError" });
    await trial.control.addFault({ method: "refund", kind: "zeroWithError" });
    await trial.control.addFault({ method: "refund", kind: "custom", status: 418, body: "teapot", contentType: "text/x" });
    const refund = () => trial.raw("refund", { ...signIn, orderId: mdOrder, amount: "1" });
    expect(await (await refund()).json()).toEqual({ errorCode: "7", errorMessage: "Системная ошибка" });
    expect(await (await refund()).json()).toMatchObject({ errorCode: "0", error: aString });
    const own = await refund();
    expect([own.status, await own.text(), own.headers.get("content-type")]).toEqual([418, "teapot", "text/x"]);
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/1000/0");
  });

  test("the usual order of work and fault can be turned round", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    await trial.control.addFault({ method: "refund", kind: "http500", effect: true });
    expect((await trial.raw("refund", { ...signIn, orderId: mdOrder, amount: "0" })).status).toBe(500);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 4 });
  });
});

describe("latency", () => {
  test("waits and then works, or works and answers late", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    const state = async () => (await trial.control.order(mdOrder)).status;
    await trial.control.addFault({ method: "refund", kind: "latency", latencyMs: 1_000 });
    const slow = trial.call("refund", { orderId: mdOrder, amount: "1" });
    await expect.poll(() => trial.control.faults()).toEqual([]);
    expect(await state()).toBe(2);
    expect(await slow).toMatchObject({ errorCode: 0 });
    expect(await state()).toBe(4);
    await trial.control.addFault({ method: "refund", kind: "latency", latencyMs: 1_000, effect: true });
    let answered = false;
    const late = trial.call("refund", { orderId: mdOrder, amount: "1" }).finally(() => (answered = true));
    await expect.poll(async () => (await trial.control.order(mdOrder)).refunded).toBe(2);
    expect(answered).toBe(false);
    expect(await late).toMatchObject({ errorCode: 0 });
  });
});

describe("which calls", () => {
  test("n times, until cleared, any method, one merchant", async () => {
    const trial = await startTrial();
    const codes = async (method: string, times: number): Promise<number[]> => {
      const got: number[] = [];
      for (let i = 0; i < times; i += 1) got.push((await trial.raw(method, { ...signIn, orderId: "x" })).status);
      return got;
    };
    await trial.control.addFault({ method: "getOrderStatusExtended", kind: "empty502", times: 2 });
    expect(await codes("getOrderStatusExtended", 3)).toEqual([502, 502, 200]);
    expect(await trial.control.faults()).toEqual([]);
    await trial.control.addFault({ method: "*", kind: "tooMany429", times: -1 });
    expect([...(await codes("refund", 2)), ...(await codes("register", 1))]).toEqual([429, 429, 429]);
    await trial.control.clearFaults();
    expect(await codes("refund", 1)).toEqual([200]);
    await trial.control.addFault({ method: "refund", kind: "http500", times: -1, merchant: "r-other-api" });
    expect(await codes("refund", 1)).toEqual([200]);
    await trial.control.clearFaults("refund.do");
    expect(await trial.control.faults()).toEqual([]);
  });

  test("a limit of requests per minute", async () => {
    const trial = await startTrial();
    await trial.edit({ gateway: { requestsPerMinute: 2 } });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await trial.raw("getOrderStatusExtended", { ...signIn, orderId: "x" })).status);
    expect(codes).toEqual([200, 200, 429]);
  });
});

test("without an HTTP server of its own a drop shows as a body that breaks", async () => {
  const bank = createBank({ publicUrl: "http://localhost/bank", seed: 1 });
  await bank.control.addFault({ method: "register", kind: "answerLost" });
  const body = new URLSearchParams({ ...signIn, orderNumber: "1", amount: "100", returnUrl: "http://shop.example/" });
  const response = await bank.fetch(new Request("http://localhost/payment/rest/register.do", { method: "POST", body }));
  await expect(response.text()).rejects.toThrow();
  expect(await bank.control.orders()).toHaveLength(1);
  await bank.close();
});
