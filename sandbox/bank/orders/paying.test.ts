import { describe, expect, test } from "vitest";
import { events, startShop, startTrial } from "../trial/bank-trial.ts";

describe("cards", () => {
  test.each([
    ["4111111111111111", "05"],
    ["4444555511113333", "07"],
    ["4000001111111118", "06"],
    ["2200000000000038", "07"],
    ["2201382000000062", "05"],
  ])("%s pays at once", async (pan, eci) => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await trial.control.payAsPayer(mdOrder, { pan })).toMatchObject({ kind: "paid", orderStatus: 2 });
    expect((await trial.control.order(mdOrder)).card?.eci).toBe(eci);
  });

  test.each(["5555555555555599", "5000001111111115", "2201382000000013", "2201382000000054"])("%s asks for 3-D Secure", async (pan) => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await trial.control.payAsPayer(mdOrder, { pan, result: "leave" })).toMatchObject({ kind: "challenge", orderStatus: 5, redirect: null });
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 5, actionCode: -100 });
    expect(await trial.control.payAsPayer(mdOrder, { result: "success" })).toMatchObject({ kind: "paid", orderStatus: 2 });
  });

  test("FORCE_TDS asks always, FORCE_SSL never", async () => {
    const trial = await startTrial();
    const forced = await trial.register({ features: "FORCE_TDS" });
    expect(await trial.control.payAsPayer(forced, { pan: "4444555511113333", result: "leave" })).toMatchObject({ kind: "challenge" });
    const ssl = await trial.register({ features: "FORCE_SSL" });
    expect(await trial.control.payAsPayer(ssl, { pan: "5555555555555599", result: "leave" })).toMatchObject({ kind: "paid" });
  });

  test.each([
    ["CVC 999", { cvc: "999" }, 71015],
    ["the 3-D Secure refusal card", { pan: "5168494895055780" }, -2025],
    ["a refused challenge", { pan: "5555555555555599", result: "fail" as const }, -2025],
    ["an action code of the test's choice", { actionCode: 116 }, 116],
  ])("%s fails and leaves the order payable", async (_name, options, actionCode) => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await trial.control.payAsPayer(mdOrder, options)).toMatchObject({ kind: "failed", actionCode, again: true, orderStatus: 0, redirect: null });
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 0, actionCode });
    expect(await trial.control.payAsPayer(mdOrder)).toMatchObject({ kind: "paid", orderStatus: 2 });
  });

  test.each([
    ["pan", { pan: "4000000000000002" }],
    ["pan", { pan: "nonsense" }],
    ["expiry", { expiry: "202001" }],
    ["expiry", { expiry: "203413" }],
    ["cvc", { cvc: "12" }],
  ])("a wrong %s is refused before the order is touched: %j", async (field, options) => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await trial.control.payAsPayer(mdOrder, options)).toMatchObject({ kind: "input", field });
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 0, actionCode: -100 });
  });

  test("when the attempts are used up the order is declined and the payer leaves by failUrl", async () => {
    const trial = await startTrial();
    await trial.edit({ session: { attempts: 2, exhaustedActionCode: "-2013" } });
    const mdOrder = await trial.register({ failUrl: "http://shop.example/fail#top" });
    await trial.control.payAsPayer(mdOrder, { cvc: "999" });
    expect(await trial.control.payAsPayer(mdOrder, { cvc: "999" })).toMatchObject({
      kind: "failed",
      again: false,
      orderStatus: 6,
      redirect: `http://shop.example/fail?orderId=${mdOrder}&lang=ru#top`,
    });
    expect(await trial.status(mdOrder)).toMatchObject({ actionCode: -2013 });
  });

  test("some installations close the order on a wrong CVC", async () => {
    const trial = await startTrial();
    await trial.edit({ session: { wrongCvcIsFinal: true, exhaustedActionCode: "-2013" } });
    const mdOrder = await trial.register();
    expect(await trial.control.payAsPayer(mdOrder, { cvc: "999" })).toMatchObject({ again: false, orderStatus: 6 });
    expect(await trial.status(mdOrder)).toMatchObject({ actionCode: 71015 });
  });

  test("an order is paid once", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    expect(await trial.control.payAsPayer(mdOrder)).toMatchObject({ kind: "closed", why: "processed" });
  });
});

describe("return address", () => {
  test("keeps the shop's own parameters; newer gateways may leave orderId out", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect((await trial.control.payAsPayer(mdOrder)).redirect).toBe(`http://shop.example/back?own=1&orderId=${mdOrder}&lang=ru`);
    await trial.edit({ page: { appendOrderId: false } });
    expect((await trial.control.payAsPayer(await trial.register())).redirect).toBe("http://shop.example/back?own=1");
  });

  test("an address without a scheme ends at the gateway", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ returnUrl: "shop.example/ok" });
    expect((await trial.control.payAsPayer(mdOrder)).redirect).toContain(`${trial.url}/payment/shop.example/ok?orderId=`);
  });
});

describe("SBP", () => {
  test("pays at once, or stays pending for a while", async () => {
    const trial = await startTrial();
    const first = await trial.register();
    expect(await trial.control.payAsPayer(first, { way: "sbp" })).toMatchObject({ kind: "paid", orderStatus: 2 });
    expect(await trial.status(first)).toMatchObject({ paymentWay: "SBP_C2B" });
    await trial.edit({ money: { sbpPendingSecs: 60 } });
    const second = await trial.register();
    expect(await trial.control.payAsPayer(second, { way: "sbp" })).toMatchObject({ kind: "pending", orderStatus: 7 });
    expect(await trial.control.payAsPayer(second)).toMatchObject({ kind: "pending" });
    await trial.control.advance(61_000);
    expect(await trial.status(second)).toMatchObject({ orderStatus: 2 });
  });
});

describe("expiry", () => {
  const MINUTE = 60_000;

  test.each([
    ["never opened", -2014, {}],
    ["tried and failed", -2007, { cvc: "999" }],
    ["left in 3-D Secure", -2009, { pan: "5555555555555599", result: "leave" as const }],
  ])("%s: %i", async (name, actionCode, options) => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ sessionTimeoutSecs: "1800" });
    if (name !== "never opened") await trial.control.payAsPayer(mdOrder, options);
    await trial.control.advance(29 * MINUTE);
    expect((await trial.status(mdOrder))["orderStatus"]).not.toBe(6);
    await trial.control.advance(1 * MINUTE + 1000);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 6, actionCode, paymentAmountInfo: { paymentState: "DECLINED" } });
    expect(await trial.control.payAsPayer(mdOrder)).toMatchObject({ kind: "closed", why: "expired" });
  });

  test("one code for all, and a job that lags behind: status 0, yet nobody can pay", async () => {
    const trial = await startTrial();
    await trial.edit({ session: { expiryActionCode: "-2007", expiryJobDelaySecs: 300 } });
    const mdOrder = await trial.register();
    await trial.control.advance(21 * MINUTE);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 0 });
    expect(await trial.control.openPage(mdOrder)).toEqual({ kind: "error", error: "session_expired" });
    expect(await trial.control.payAsPayer(mdOrder)).toMatchObject({ kind: "closed", why: "expired" });
    await trial.control.advance(5 * MINUTE);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 6, actionCode: -2007 });
  });

  test("happens by itself in real time", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ sessionTimeoutSecs: "1" });
    await expect.poll(async () => (await trial.status(mdOrder))["orderStatus"]).toBe(6);
  });

  test("also after the clock was moved to just before the deadline, without anybody asking", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url } });
    await trial.register({ sessionTimeoutSecs: "1800" });
    await trial.control.advance(1_799_500);
    expect(shop.heard).toHaveLength(0);
    await expect.poll(() => events(shop.heard)).toEqual(["declinedByTimeout/0"]);
  });

  test("opening the page again does not give more time", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ sessionTimeoutSecs: "1800" });
    expect(await trial.control.openPage(mdOrder)).toEqual({ kind: "form", remainingSecs: 1800 });
    await trial.control.advance(10 * MINUTE);
    expect(await trial.control.openPage(mdOrder)).toEqual({ kind: "form", remainingSecs: 1200 });
  });
});
