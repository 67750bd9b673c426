import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { CLIENT_ID, moduleDescription as fakeDescription, startTrial, type Trial } from "#sandbox/crm/test-kit.ts";
import { crmClient } from "./client.ts";
import type { CrmClient } from "./crm-client.ts";
import { moduleDescription } from "./module-description.ts";
import { missingScopes } from "./required-scopes.ts";

vi.hoisted(() => {
  process.env["RETAILCRM_EXTRA_HOSTS"] = "127.0.0.1";
});

let trial: Trial;
let client: CrmClient;

beforeAll(async () => {
  trial = await startTrial();
  client = crmClient({ systemUrl: trial.url, apiKey: sandboxAccount.apiKey });
});

afterAll(() => trial.close());

beforeEach(() => {
  trial.crm.control.reset();
  trial.crm.control.setSwitches({ requestsPerSecond: 0 });
});

/** An order of 3490.50 with an issued invoice, as a manager makes it. */
async function issue(sum = "3490.50"): Promise<string> {
  await trial.register();
  const order = trial.crm.control.createOrder({ items: [{ name: "Чайник", price: sum }] });
  const pressed = await trial.crm.control.issueInvoice({ order: order.id, shopCode: "shp_1" });
  if (!pressed.invoice) throw new Error(pressed.message ?? "no invoice");
  return pressed.invoice.uuid;
}

describe("against the simulator", () => {
  it("learns about the account", async () => {
    expect(await client.apiVersions()).toContain("5.0");
    expect(await client.systemInfo()).toMatchObject({ technicalUrl: trial.url });
    const credentials = await client.credentials();
    expect(missingScopes(credentials)).toEqual([]);
    expect(credentials.siteAccess).toBe("access_full");
    expect((await client.sites()).map(({ code }) => code)).toEqual(["main-store", "outlet"]);
    expect(await client.settings()).toEqual({ timeZone: "Europe/Moscow", language: "ru" });
    expect((await client.paymentStatuses()).find(({ code }) => code === "paid")).toMatchObject({ paymentComplete: true });
  });

  it("needs no key for system-info", async () => {
    expect(await crmClient({ systemUrl: trial.url, apiKey: null }).systemInfo()).toMatchObject({ technicalUrl: trial.url });
  });

  it("reads the permissions of a key that has only the old list", async () => {
    const key = trial.crm.control.createKey({ legacyCredentialsOnly: true });
    const credentials = await crmClient({ systemUrl: trial.url, apiKey: key.apiKey }).credentials();
    expect(credentials.scopes).toEqual([]);
    expect(missingScopes(credentials)).toEqual([]);
  });

  it("registers the module and reads it back", async () => {
    expect(await client.getModule("alfabank")).toBeNull();
    const connection = { moduleCode: "alfabank", integrationCode: "alfabank", clientId: CLIENT_ID, active: true, locale: "ru" };
    const sync = { shopCode: "shp-1", name: "Чай & кофе + 100%", environment: "test", enabled: true } as const;
    await client.editModule("alfabank", moduleDescription(connection, [sync], "http://localhost:3000"));
    expect(await client.getModule("alfabank")).toMatchObject({ clientId: CLIENT_ID, active: true, baseUrl: "http://localhost:3000" });
    const [registered] = trial.crm.control.listModules();
    expect(registered?.payment?.shops).toEqual([{ code: "shp-1", name: "Чай & кофе + 100% (тест)", active: true }]);
    expect((await client.paymentTypes()).find(({ integrationModule }) => integrationModule !== null)).toBeDefined();
  });

  it.each([200, 201] as const)("takes %i for success of a write", async (writeStatus) => {
    trial.crm.control.setSwitches({ writeStatus });
    await client.editModule("alfabank", fakeDescription(trial.module.url));
    expect(await client.getModule("alfabank")).not.toBeNull();
  });

  it("checks an invoice and tells the verdict from the call", async () => {
    const invoiceUuid = await issue();
    expect(await client.checkInvoice({ invoiceUuid, amount: 349_050n, currency: "RUB" })).toEqual({ valid: true });
    expect(await client.checkInvoice({ invoiceUuid, amount: 349_051n, currency: "RUB" })).toMatchObject({ valid: false });
    trial.crm.control.setVerdict({ mode: "refuse", text: "Заказ отменён" });
    expect(await client.checkInvoice({ invoiceUuid, amount: 349_050n, currency: "RUB" })).toEqual({ valid: false, reason: "Заказ отменён" });
  });

  it.each(["error-500", "error-503", "success-false", "forbidden", "html-405", "drop-before", "errors-list"] as const)(
    "never reads a failed call of check as a verdict: %s",
    async (kind) => {
      const invoiceUuid = await issue();
      trial.crm.control.addFault({ endpoint: "check", kind });
      await expect(client.checkInvoice({ invoiceUuid, amount: 349_050n, currency: "RUB" })).rejects.toMatchObject({ name: "ProviderError" });
    },
  );

  it("reports a payment and a refund, with big sums to the kopeck", async () => {
    const invoiceUuid = await issue("1234567.89");
    const state = { invoiceUuid, paymentId: `pay-${invoiceUuid}`, refundable: true, cancellable: false } as const;
    await client.updateInvoice({ ...state, status: "succeeded", amount: 123_456_789n, paidAt: "2026-03-01 12:04:11" });
    await client.updateInvoice({ ...state, refund: { id: "rf_1", status: "succeeded", amount: 123_456_788n, comment: null } });
    const invoice = await client.getInvoice(invoiceUuid);
    expect(invoice).toMatchObject({ status: "succeeded", amount: 123_456_789n, currency: "RUB", paidAt: "2026-03-01 12:04:11", refundable: true });
    expect(invoice?.refunds).toEqual([{ externalId: "rf_1", status: "succeeded", amount: 123_456_788n }]);
  });

  it("says null for an invoice or a module that is not there", async () => {
    expect(await client.getInvoice("7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10")).toBeNull();
    expect(await client.getModule("нет/../такого?x=1")).toBeNull();
  });

  it.each([["map"], ["list"]] as const)("reads validation errors sent as a %s", async (errorsShape) => {
    trial.crm.control.setSwitches({ errorsShape });
    const module = { ...fakeDescription(trial.module.url), clientId: "", baseUrl: "nonsense" };
    const refusal = client.editModule("alfabank", module);
    await expect(refusal).rejects.toMatchObject({ outcome: "rejected", code: "invalid", httpStatus: 400 });
    await expect(refusal).rejects.toMatchObject({ errors: expect.arrayContaining([expect.stringMatching(/^clientId: /), expect.stringMatching(/^baseUrl: /)]) as unknown });
  });

  it("tells a wrong key from a missing permission, an empty purse and a lost account", async () => {
    await expect(crmClient({ systemUrl: trial.url, apiKey: "wrong" }).credentials()).rejects.toMatchObject({ outcome: "rejected", code: "unauthorized" });
    const key = trial.crm.control.createKey({ scopes: ["reference_read"] });
    await expect(crmClient({ systemUrl: trial.url, apiKey: key.apiKey }).getModule("alfabank")).rejects.toMatchObject({ outcome: "rejected", code: "forbidden_scope" });
    trial.crm.control.setSwitches({ insufficientFunds: true });
    await expect(client.editModule("alfabank", fakeDescription(trial.module.url))).rejects.toMatchObject({ outcome: "rejected", code: "payment_required" });
    trial.crm.control.setSwitches({ accountExists: false });
    await expect(client.credentials()).rejects.toMatchObject({ outcome: "rejected", code: "no_account" });
  });
});

describe("repeating", () => {
  const calls = (name: string): number => trial.crm.control.events({ kind: "api", name }).length;

  it.each(["error-500", "error-503", "error-429", "drop-before"] as const)("asks again after %s, at most three times in all", async (kind) => {
    trial.crm.control.addFault({ endpoint: "credentials", kind, times: 2 });
    expect((await client.credentials()).siteAccess).toBe("access_full");
    trial.crm.control.addFault({ endpoint: "credentials", kind, times: 3 });
    await expect(client.credentials()).rejects.toMatchObject({ name: "ProviderError" });
    expect(calls("credentials")).toBe(6);
  });

  it("does not repeat what was refused", async () => {
    trial.crm.control.addFault({ endpoint: "credentials", kind: "forbidden", times: 3 });
    await expect(client.credentials()).rejects.toMatchObject({ code: "forbidden_scope" });
    expect(calls("credentials")).toBe(1);
  });

  it.each(["error-500", "error-500-after", "drop-before", "drop-after"] as const)("never repeats a write: %s leaves the outcome unknown", async (kind) => {
    const invoiceUuid = await issue();
    trial.crm.control.addFault({ endpoint: "update-invoice", kind });
    await expect(client.updateInvoice({ invoiceUuid, status: "succeeded" })).rejects.toMatchObject({ outcome: "unknown" });
    expect(calls("update-invoice")).toBe(1);
  });

  it("gives up in time", async () => {
    const invoiceUuid = await issue();
    trial.crm.control.addFault({ endpoint: "check", kind: "delay", delayMs: 600_000 });
    await expect(client.checkInvoice({ invoiceUuid, amount: 349_050n, currency: "RUB" }, { timeoutMs: 150 })).rejects.toMatchObject({ outcome: "unknown", code: "timeout" });
  });
});
