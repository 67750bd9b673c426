import { expect, test } from "vitest";
import { connectBankControl, sandboxMerchant } from "../index.ts";
import { startTrial } from "../trial/bank-trial.ts";

test("another process has the same remote control over HTTP", async () => {
  const trial = await startTrial();
  const remote = connectBankControl(trial.url);
  const mdOrder = await trial.register({ orderNumber: "R-1" });
  await remote.editMerchant(sandboxMerchant.login, { session: { attempts: 5 } });
  expect(await remote.payAsPayer(mdOrder, { cvc: "999" })).toMatchObject({ kind: "failed", again: true });
  expect(await remote.payAsPayer(mdOrder)).toMatchObject({ kind: "paid", orderStatus: 2 });
  expect(await remote.refund(mdOrder, 100)).toMatchObject({ amount: 100, by: "cabinet" });
  expect(await remote.order(mdOrder)).toEqual(await trial.control.order(mdOrder));
  expect(await remote.orders({ orderNumber: "R-1", status: 4 })).toHaveLength(1);
  expect(await remote.merchant(sandboxMerchant.login)).toMatchObject({ session: { attempts: 5 } });
  expect(await remote.advance(60_000)).toBeGreaterThan(Date.now() + 59_000);
  const fault = await remote.addFault({ method: "refund", kind: "http500" });
  expect(fault).toMatchObject({ times: 1, method: "refund" });
  await remote.addFault({ method: "refund", kind: "http500" });
  await remote.removeFault(fault.id);
  await remote.removeFault(fault.id);
  expect(await remote.faults()).toHaveLength(1);
  await remote.settle();
  await remote.reset();
  expect(await remote.orders()).toEqual([]);
});

test("wrong calls are refused with a reason and change nothing", async () => {
  const trial = await startTrial();
  const remote = connectBankControl(trial.url);
  await expect(remote.order("x")).rejects.toThrow("no order x");
  await expect(remote.merchant("x")).rejects.toThrow("no merchant x");
  await expect(remote.editMerchant(sandboxMerchant.login, { gateway: { statusVersion: 99 } })).rejects.toThrow("gateway.statusVersion");
  await expect(trial.control.editMerchant(sandboxMerchant.login, { session: { attempts: -1 } })).rejects.toThrow("attempts");
  await expect(remote.editMerchant(sandboxMerchant.login, Object.fromEntries([["nosuch", 1]]))).rejects.toThrow("nosuch");
  await expect(remote.expire(await trial.paid())).rejects.toThrow("7 Операция невозможна");
  await expect(remote.setTime("never")).rejects.toThrow("not a time");
  const post = (path: string, body: string) => fetch(`${trial.url}/control/${path}`, { method: "POST", body });
  expect((await post("nosuch", "[]")).status).toBe(404);
  expect((await post("order", "{")).status).toBe(400);
  expect((await post("order", "[1]")).status).toBe(400);
  expect((await post("refund", '["x", -1]')).status).toBe(400);
  expect((await post("now", "")).status).toBe(200);
});

test("answers are copies", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.register();
  const before = await trial.control.order(mdOrder);
  await trial.control.payAsPayer(mdOrder);
  expect([before.status, (await trial.control.order(mdOrder)).status]).toEqual([0, 2]);
});

test("the request log knows who asked what how often, and no secrets", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.register({ orderNumber: "Q-1" });
  await trial.status(mdOrder);
  await trial.call("getOrderStatusExtended", { orderNumber: "Q-1" });
  await trial.call("refund", { orderId: mdOrder, amount: "1" });
  expect(await trial.control.requests({ method: "getOrderStatusExtended.do" })).toHaveLength(2);
  expect(await trial.control.requests({ orderNumber: "Q-1" })).toHaveLength(2);
  expect(await trial.control.requests({ mdOrder, method: "refund" })).toMatchObject([
    { httpMethod: "POST", host: "test", login: sandboxMerchant.login, httpStatus: 200, errorCode: "7", handled: true, fault: null },
  ]);
  expect(JSON.stringify(await trial.control.requests())).not.toContain(sandboxMerchant.password);
  await trial.control.clearRequests();
  expect(await trial.control.requests()).toEqual([]);
});

test("the same seed gives the same ids", async () => {
  const [one, two, other] = [await startTrial({ seed: 5 }), await startTrial({ seed: 5 }), await startTrial({ seed: 6 })];
  const ids = await Promise.all([one.register(), two.register(), other.register()]);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[2]);
});
