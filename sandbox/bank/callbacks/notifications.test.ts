import { createHmac, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { events, type Heard, startShop, startTrial } from "../trial/bank-trial.ts";
import { aString } from "../trial/matchers.ts";

/** The receiving side's own reading of 6.2, on purpose not the sender's code. */
function signedText(heard: Heard | undefined): string {
  const known = (heard?.parameters ?? []).filter(([name]) => name !== "checksum" && name !== "sign_alias");
  const names = known.map(([name]) => name).sort();
  const values = new Map(known);
  return names.map((name) => `${name};${values.get(name) ?? ""};`).join("");
}
const field = (heard: Heard | undefined, name: string): string | null => new URLSearchParams(heard?.parameters).get(name);

describe("what is told", () => {
  test("one-stage: payment, refund; two-stage: hold, capture, reversal", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url } });
    const mdOrder = await trial.paid({ orderNumber: "N-1" });
    await trial.call("refund", { orderId: mdOrder, amount: "100" });
    await trial.control.settle();
    expect(shop.heard[0]).toEqual({
      method: "GET",
      path: "/callback",
      parameters: [["mdOrder", mdOrder], ["orderNumber", "N-1"], ["operation", "deposited"], ["status", "1"]],
    });
    const held = await trial.held();
    await trial.call("deposit", { orderId: held, amount: "0" });
    await trial.call("reverse", { orderId: await trial.held() });
    await trial.control.settle();
    expect(events(shop.heard)).toEqual(["deposited/1", "refunded/1", "approved/1", "deposited/1", "approved/1", "reversed/1"]);
  });

  test("failed attempts and expiry, each as the merchant is set", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url } });
    const one = await trial.register();
    await trial.control.payAsPayer(one, { cvc: "999" });
    await trial.control.settle();
    await trial.control.payAsPayer(await trial.register({}, "registerPreAuth"), { cvc: "999" });
    await trial.control.settle();
    await trial.edit({ callback: { expiryStatus: "1" } });
    await trial.control.expire(one);
    await trial.control.settle();
    expect(events(shop.heard)).toEqual(["deposited/0", "approved/0", "declinedByTimeout/1"]);
    await trial.edit({ session: { failedAttemptCallback: false }, callback: { operations: ["refunded"] } });
    await trial.control.payAsPayer(await trial.register(), { cvc: "999" });
    await trial.paid();
    await trial.control.settle();
    expect(shop.heard).toHaveLength(3);
  });

  test("a refund by hand in the cabinet is told as well", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url } });
    const mdOrder = await trial.paid();
    await trial.control.refund(mdOrder, 5000);
    await trial.control.settle();
    expect(events(shop.heard)).toEqual(["deposited/1", "refunded/1"]);
  });

  test("the address of the order beats the static one and keeps its own parameters", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: "http://127.0.0.1:9/static", operations: [] } });
    await trial.paid({ dynamicCallbackUrl: `${shop.url}/own?key=1` });
    await trial.control.settle();
    expect(shop.heard[0]?.path).toBe("/callback/own");
    expect(field(shop.heard[0], "key")).toBe("1");
    await trial.edit({ permissions: { dynamicCallback: "ignored" } });
    await trial.paid({ dynamicCallbackUrl: `${shop.url}/own` });
    await trial.control.settle();
    expect(shop.heard).toHaveLength(1);
  });

  test("POST, the creation date and further parameters", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.control.setTime("2026-10-12T11:03:27Z");
    await trial.edit({ callback: { url: shop.url, method: "POST", creationDate: true, extraParameters: ["amount", "refundedAmount", "paymentState", "bindingId", "maskedPan", "depositedAmountFormatted"] } });
    await trial.paid();
    await trial.control.settle();
    const [heard] = shop.heard;
    expect(heard?.method).toBe("POST");
    expect(field(heard, "callbackCreationDate")).toMatch(/^Mon Oct 12 14:03:2\d MSK 2026$/);
    expect(["amount", "refundedAmount", "paymentState", "bindingId", "maskedPan", "depositedAmountFormatted"].map((name) => field(heard, name))).toEqual([
      "100000", "0", "payment_deposited", "", "411111**1111", "1000.00",
    ]);
  });
});

describe("signatures", () => {
  test("symmetric, over Cyrillic, spaces and empty values", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url, signing: "symmetric", key: "test-key", creationDate: true, extraParameters: ["orderDescription", "bindingId", "mdorder"] } });
    await trial.paid({ description: "Заказ № 5, чай & мёд" });
    await trial.control.settle();
    const text = signedText(shop.heard[0]);
    expect(text).toContain("bindingId;;");
    expect(text).toContain("orderDescription;Заказ № 5, чай & мёд;");
    expect(field(shop.heard[0], "checksum")).toBe(createHmac("sha256", "test-key").update(text).digest("hex").toUpperCase());
  });

  test("asymmetric, with the bank's public key", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url, signing: "asymmetric" } });
    await trial.paid();
    await trial.control.settle();
    const checksum = Buffer.from(field(shop.heard[0], "checksum") ?? "", "hex");
    expect(field(shop.heard[0], "sign_alias")).toBe("SHA-256 with RSA");
    expect(verify("sha512", Buffer.from(signedText(shop.heard[0])), await trial.control.publicKey(), checksum)).toBe(true);
  });

  test("spoiled, missing, and with foreign parameters that break the string", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    const right = (heard: Heard | undefined): boolean =>
      field(heard, "checksum") === createHmac("sha256", "k").update(signedText(heard)).digest("hex").toUpperCase();
    await trial.edit({ callback: { url: shop.url, signing: "symmetric", key: "k" } });
    await trial.paid();
    await trial.control.settle();
    await trial.edit({ callback: { badChecksum: true } });
    await trial.paid();
    await trial.control.settle();
    await trial.edit({ callback: { badChecksum: false, noise: true } });
    await trial.paid();
    await trial.control.settle();
    await trial.edit({ callback: { unsigned: true, noise: false } });
    await trial.paid();
    await trial.control.settle();
    expect(shop.heard.map(right)).toEqual([true, false, false, false]);
    expect(shop.heard.map((heard) => field(heard, "checksum") !== null)).toEqual([true, true, true, false]);
    expect(field(shop.heard[2], "utm_source")).toBe("proxy");
  });
});

describe("delivery", () => {
  test("repeated every 30 seconds until a 200, with the same parameters", async () => {
    const trial = await startTrial();
    const shop = await startShop(() => (shop.heard.length < 3 ? 500 : 200));
    await trial.edit({ callback: { url: shop.url, signing: "symmetric", key: "k" } });
    await trial.paid();
    await trial.control.settle();
    expect(shop.heard).toHaveLength(1);
    await trial.control.advance(29_000);
    await trial.control.settle();
    expect(shop.heard).toHaveLength(1);
    for (let i = 0; i < 3; i += 1) {
      await trial.control.advance(30_000);
      await trial.control.settle();
    }
    expect(shop.heard).toHaveLength(3);
    expect(new Set(shop.heard.map((heard) => JSON.stringify(heard.parameters))).size).toBe(1);
    const [delivery] = await trial.control.callbacks();
    expect(delivery).toMatchObject({ state: "delivered", attempts: [{ httpStatus: 500 }, { httpStatus: 500 }, { httpStatus: 200 }] });
  });

  test.each([201, 204, 302, 404])("%i is not a 200; after three failures the bank gives up, until a clerk sends it again", async (status) => {
    const trial = await startTrial();
    let healthy = false;
    const shop = await startShop(() => (healthy ? 200 : status));
    await trial.edit({ callback: { url: shop.url } });
    await trial.paid();
    for (let i = 0; i < 5; i += 1) {
      await trial.control.settle();
      await trial.control.advance(30_000);
    }
    const [failed] = await trial.control.callbacks();
    expect([failed?.state, shop.heard.length]).toEqual(["failed", 3]);
    healthy = true;
    await trial.control.resendCallback(failed?.id ?? "");
    await trial.control.settle();
    expect((await trial.control.callbacks())[0]).toMatchObject({ state: "delivered" });
  });

  test("a dead address, and one outside this machine that is never called", async () => {
    const trial = await startTrial();
    await trial.edit({ callback: { url: "http://127.0.0.1:1/", mostFailures: 1 } });
    const dead = await trial.paid();
    await trial.edit({ callback: { url: "https://shop.example/callback" } });
    const foreign = await trial.paid();
    await trial.control.settle();
    expect(await trial.control.callbacks({ mdOrder: dead })).toMatchObject([{ state: "failed", attempts: [{ httpStatus: null, error: aString }] }]);
    expect(await trial.control.callbacks({ mdOrder: foreign })).toMatchObject([{ attempts: [{ httpStatus: null, error: "the simulator only calls this machine" }] }]);
  });

  test("late, doubled, lost", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url, delayMs: 60_000, copies: 3 } });
    await trial.paid();
    await trial.control.settle();
    expect(shop.heard).toHaveLength(0);
    await trial.control.advance(60_000);
    await trial.control.settle();
    expect(events(shop.heard)).toEqual(["deposited/1", "deposited/1", "deposited/1"]);
    await trial.edit({ callback: { delayMs: 0, copies: 1, lose: 1 } });
    await trial.paid();
    await trial.paid();
    await trial.control.settle();
    expect((await trial.control.callbacks()).map((delivery) => delivery.state)).toEqual(["delivered", "delivered", "delivered", "lost", "delivered"]);
  });

  test("out of order: the refund arrives before the payment", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url, reorder: 2 } });
    const mdOrder = await trial.paid();
    await trial.control.settle();
    expect(shop.heard).toHaveLength(0);
    await trial.call("refund", { orderId: mdOrder, amount: "0" });
    await expect.poll(() => events(shop.heard)).toEqual(["refunded/1", "deposited/1"]);
    await trial.paid();
    await trial.control.releaseCallbacks("r-sandbox-api");
    await trial.control.settle();
    expect(shop.heard).toHaveLength(3);
  });

  test("before the payer returns, if so set", async () => {
    const trial = await startTrial();
    const shop = await startShop(async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return 200;
    });
    await trial.edit({ callback: { url: shop.url, beforeRedirect: true } });
    await trial.paid();
    expect(await trial.control.callbacks()).toMatchObject([{ state: "delivered" }]);
  });

  test("a notification of one's own making", async () => {
    const [trial, shop] = [await startTrial(), await startShop()];
    await trial.edit({ callback: { url: shop.url } });
    const mdOrder = await trial.register();
    await trial.control.sendCallback(mdOrder, "deposited", true);
    await trial.control.settle();
    expect(events(shop.heard)).toEqual(["deposited/1"]);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 0 });
  });
});
