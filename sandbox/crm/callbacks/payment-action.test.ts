import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLIENT_ID, startTrial, type Trial } from "../test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

const issue = async (order: number | string = 1) =>
  (await trial.crm.control.issueInvoice({ order, shopCode: "shp_1" })).invoice?.uuid ?? "";
const lastCall = () => trial.module.calls.at(-1);

describe("approve, cancel, refund", () => {
  test("carry the module's paymentId and the amount", async () => {
    const invoice = await issue();
    expect(await trial.crm.control.approve({ invoice, amount: "1500.5" })).toMatchObject({ ok: true, message: null });
    expect(lastCall()).toMatchObject({
      path: "/payment/approve",
      clientId: CLIENT_ID,
      payload: { paymentId: `pay-${invoice}`, amount: 1500.5 },
    });
    await trial.crm.control.approve({ invoice });
    expect(lastCall()?.payload).toEqual({ paymentId: `pay-${invoice}` });
    await trial.crm.control.cancel({ invoice });
    expect(lastCall()).toMatchObject({
      path: "/payment/cancel",
      payload: { paymentId: `pay-${invoice}`, amount: 1999.9 },
    });
    trial.crm.control.setSwitches({ cancelCarriesAmount: false });
    await trial.crm.control.cancel({ invoice });
    expect(lastCall()?.payload).toEqual({ paymentId: `pay-${invoice}` });
  });

  test("a refund is taken from the reply and merged with later news of the same id", async () => {
    const invoice = await issue();
    trial.module.answers.set("/payment/refund", {
      body: { success: true, result: { id: "rf_1", status: "pending", amount: 500, comment: null } },
    });
    const refunded = await trial.crm.control.refund({ invoice, amount: 500 });
    expect(refunded).toMatchObject({
      ok: true,
      invoice: { status: "pending", refunds: [{ externalId: "rf_1", status: "pending", amount: "500.00" }] },
    });
    await trial.call("/api/v5/payment/update-invoice", {
      updateInvoice: { invoiceUuid: invoice, refund: { id: "rf_1", status: "succeeded", amount: 500 } },
    });
    expect(trial.crm.control.getInvoice({ invoice }).refunds).toMatchObject([
      { externalId: "rf_1", status: "succeeded" },
    ]);
  });

  test.each([
    [{ success: true }],
    [{ success: true, result: { id: "rf_1", status: "weird", amount: 5 } }],
    [{ success: true, result: { id: "rf_1", status: "succeeded", amount: 0 } }],
  ])("a refund reply without a proper refund is an error: %j", async (body) => {
    const invoice = await issue();
    trial.module.answers.set("/payment/refund", { body });
    expect(await trial.crm.control.refund({ invoice })).toMatchObject({
      ok: false,
      message: "Модуль ответил без сведений о возврате",
      invoice: { refunds: [] },
    });
  });

  test("pressing twice sends two equal calls at the same time", async () => {
    const invoice = await issue();
    let open = 0;
    let together = 0;
    trial.module.answers.set("/payment/approve", async () => {
      open += 1;
      together = Math.max(together, open);
      await expect.poll(() => together).toBe(2);
      open -= 1;
      return { body: { success: true } };
    });
    expect((await trial.crm.control.approve({ invoice, twice: true })).outcomes).toHaveLength(2);
    expect(together).toBe(2);
    await trial.crm.control.pressTwice({ action: "create", invoice });
    const uuids = trial.module.calls
      .filter((call) => call.path === "/payment/create")
      .map((call) => call.payload["invoiceUuid"]);
    expect(uuids).toEqual([invoice, invoice, invoice]);
    await trial.crm.control.issueInvoice({ order: 2, shopCode: "shp_1", twice: true });
    expect(trial.crm.control.getOrder({ order: 2 }).payments).toHaveLength(1);
  });

  test("without an issued link or an action nothing is sent", async () => {
    trial.module.answers.set("/payment/create", { status: 500, body: {} });
    const invoice = await issue();
    const calls = trial.module.calls.length;
    expect(await trial.crm.control.cancel({ invoice })).toMatchObject({ ok: false, message: "Счёт ещё не выставлен" });
    const description = {
      actions: { create: "/payment/create" },
      currencies: ["RUB"],
      invoiceTypes: ["link"],
      shops: [],
    };
    await trial.register({ integrations: { payment: description } });
    expect(await trial.crm.control.approve({ invoice })).toMatchObject({
      ok: false,
      message: "Модуль не умеет «approve»",
    });
    expect(trial.module.calls).toHaveLength(calls);
  });
});
