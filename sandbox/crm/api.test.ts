import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sandboxAccount } from "./index.ts";
import { moduleDescription, startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  trial.crm.control.setSwitches({ requestsPerSecond: 0 });
});
afterEach(() => trial.close());

describe("keys and permissions", () => {
  test("a missing, a wrong and a revoked key are told apart from a good one", async () => {
    expect(await trial.get("/api/credentials", null)).toMatchObject({
      status: 403,
      body: { success: false, errorMsg: '"apiKey" is missing.' },
    });
    expect(await trial.get("/api/credentials", "nonsense")).toMatchObject({
      status: 403,
      body: { errorMsg: 'Wrong "apiKey" value.' },
    });
    trial.crm.control.revokeKey({ key: sandboxAccount.apiKey });
    expect(await trial.get("/api/credentials")).toMatchObject({
      status: 403,
      body: { errorMsg: 'Wrong "apiKey" value.' },
    });
  });

  test("the key may also stand in the query or in the body", async () => {
    expect((await trial.get(`/api/credentials?apiKey=${sandboxAccount.apiKey}`, null)).status).toBe(200);
    const posted = await trial.call(
      "/api/v5/payment/check",
      { apiKey: sandboxAccount.apiKey, check: { invoiceUuid: "x", amount: 1, currency: "RUB" } },
      null,
    );
    expect(posted).toMatchObject({ status: 200, body: { success: true } });
  });

  test("credentials: scopes, the deprecated list, and the visible stores", async () => {
    expect((await trial.get("/api/credentials")).body).toEqual({
      success: true,
      scopes: [
        "integration_read",
        "integration_write",
        "payments_read",
        "payments_write",
        "reference_read",
        "order_read",
      ],
      credentials: [
        "/api/integration-modules/{code}",
        "/api/integration-modules/{code}/edit",
        "/api/payment/(updateInvoice|check)",
        "/api/payment/create-invoice",
        "/api/payment/invoice/import",
        "/api/payment/invoice/{uuid}",
        "/api/reference/sites",
        "/api/reference/payment-types",
        "/api/reference/payment-statuses",
        "/api/settings",
        "/api/orders/{externalId}",
      ],
      siteAccess: "access_full",
      sitesAvailable: [],
    });
    const { apiKey } = trial.crm.control.createKey({
      scopes: ["reference_read"],
      sites: ["outlet"],
      legacyCredentialsOnly: true,
    });
    const legacy = await trial.get("/api/credentials", apiKey);
    expect(legacy.body).toMatchObject({ siteAccess: "access_selective", sitesAvailable: ["outlet"] });
    expect(legacy.body).not.toHaveProperty("scopes");
    expect(Object.keys((await trial.get("/api/v5/reference/sites", apiKey)).body["sites"] as object)).toEqual([
      "outlet",
    ]);
  });

  const needs: [method: "GET" | "POST", path: string, scope: string][] = [
    ["GET", "/api/v5/integration-modules/alfabank", "integration_read"],
    ["POST", "/api/v5/integration-modules/alfabank/edit", "integration_write"],
    ["POST", "/api/v5/integration-modules/alfabank/update-scopes", "integration_write"],
    ["POST", "/api/v5/payment/check", "payments_write"],
    ["POST", "/api/v5/payment/update-invoice", "payments_write"],
    ["POST", "/api/v5/payment/create-invoice", "payments_write"],
    ["POST", "/api/v5/payment/invoice/import", "payments_write"],
    ["GET", "/api/v5/payment/invoice/7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10", "payments_read"],
    ["GET", "/api/v5/reference/sites", "reference_read"],
    ["GET", "/api/v5/reference/payment-types", "reference_read"],
    ["GET", "/api/v5/reference/payment-statuses", "reference_read"],
    ["GET", "/api/v5/orders/1?by=id", "order_read"],
  ];
  test.each(needs)("%s %s needs %s", async (method, path, scope) => {
    const ask = (apiKey: string) => (method === "GET" ? trial.get(path, apiKey) : trial.call(path, {}, apiKey));
    const others = needs.map((need) => need[2]).filter((other) => other !== scope);
    const without = trial.crm.control.createKey({ scopes: others });
    expect(await ask(without.apiKey)).toMatchObject({
      status: 403,
      body: { success: false, errorMsg: "Access denied." },
    });
    const just = trial.crm.control.createKey({ scopes: [scope] });
    expect((await ask(just.apiKey)).status).not.toBe(403);
  });

  test("check can be switched to need the reading scope", async () => {
    trial.crm.control.setSwitches({ checkNeedsReadScope: true });
    const { apiKey } = trial.crm.control.createKey({ scopes: ["payments_write"] });
    expect((await trial.call("/api/v5/payment/check", {}, apiKey)).status).toBe(403);
  });
});

describe("transport", () => {
  test("versions and addresses; system-info answers without a key", async () => {
    expect((await trial.get("/api/api-versions")).body).toEqual({ success: true, versions: ["3.0", "4.0", "5.0"] });
    expect((await trial.get("/api/system-info", null)).body).toEqual({
      success: true,
      systemVersion: "8.1.51",
      publicUrl: trial.url,
      technicalUrl: trial.url,
    });
  });

  test("structures may come as JSON, in brackets, or in multipart; JSON bodies by switch only", async () => {
    const description = moduleDescription(trial.module.url);
    const brackets = new URLSearchParams();
    const flatten = (prefix: string, value: unknown): void => {
      if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) flatten(`${prefix}[${key}]`, inner);
      else brackets.set(prefix, value === true ? "1" : value === false ? "0" : String(value));
    };
    flatten("integrationModule", description);
    const multipart = new FormData();
    multipart.set("integrationModule", JSON.stringify(description));
    const send = (body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(`${trial.url}/api/v5/integration-modules/alfabank/edit`, {
        method: "POST",
        body,
        headers: { "X-API-KEY": sandboxAccount.apiKey, ...headers },
      });
    for (const body of [brackets, multipart]) {
      expect(await (await send(body)).json()).toEqual({ success: true, info: [] });
      expect(trial.crm.control.listModules()).toMatchObject([
        {
          code: "alfabank",
          payment: {
            shops: [
              { code: "shp_1", active: true },
              { code: "shp_2", active: false },
            ],
          },
        },
      ]);
      trial.crm.control.reset();
    }
    const json = await send(JSON.stringify({ integrationModule: description }), { "Content-Type": "application/json" });
    expect([json.status, await json.json()]).toEqual([
      400,
      { success: false, errorMsg: "Parameter 'integrationModule' is missing" },
    ]);
    trial.crm.control.setSwitches({ acceptJsonBodies: true });
    const allowed = await send(JSON.stringify({ integrationModule: description }), {
      "Content-Type": "application/json",
    });
    expect(allowed.status).toBe(200);
  });

  test("broken JSON, huge bodies, unknown methods and wrong verbs", async () => {
    expect(await trial.call("/api/v5/payment/check", { check: "{oops" })).toMatchObject({
      status: 400,
      body: { success: false, errorMsg: "Errors in the input parameters" },
    });
    expect(await trial.call("/api/v5/payment/check", { check: "[1]" })).toMatchObject({ status: 400 });
    expect((await trial.call("/api/v5/payment/check", { check: "x".repeat(1_100_000) })).status).toBe(413);
    expect(await trial.get("/api/v5/nothing")).toMatchObject({
      status: 404,
      body: { errorMsg: "API method not found" },
    });
    expect(await trial.get("/api/v5/payment/check")).toMatchObject({
      status: 405,
      body: { errorMsg: "Method Not Allowed" },
    });
  });

  test("an account that is gone answers HTML to POST and JSON to GET", async () => {
    trial.crm.control.setSwitches({ accountExists: false });
    const posted = await trial.register();
    expect(posted.status).toBe(405);
    expect((await trial.call("/api/v5/payment/check")).text).toMatch(/^<html>/);
    expect(await trial.get("/api/v5/whatever")).toMatchObject({
      status: 404,
      body: { errorMsg: "Account does not exist." },
    });
  });
});

describe("references", () => {
  test("maps by code; the payment type names its module", async () => {
    await trial.register();
    const sites = (await trial.get("/api/v5/reference/sites")).body["sites"];
    expect(sites).toMatchObject({
      "main-store": { code: "main-store", url: `${trial.url}/shop/main-store`, defaultForCrm: true },
      outlet: { name: "Аутлет" },
    });
    const types = (await trial.get("/api/v5/reference/payment-types")).body["paymentTypes"];
    expect(types).toMatchObject({
      cash: { active: true },
      "alfabank-shp_1": { name: "Основной терминал", integrationModule: { name: "Альфа-Банк", active: true } },
    });
    expect(Object.keys(types as object)).toEqual(["cash", "alfabank-shp_1"]);
    expect(types).not.toHaveProperty("cash.integrationModule");
    const statuses = (await trial.get("/api/v5/reference/payment-statuses")).body["paymentStatuses"];
    expect(statuses).toMatchObject({
      paid: { paymentComplete: true, name: "Оплачен" },
      "not-paid": { paymentComplete: false },
    });
  });

  test("settings, which may be closed to the key", async () => {
    await trial.crm.control.setSettings({ timezone: "Asia/Yekaterinburg" });
    expect((await trial.get("/api/v5/settings")).body["settings"]).toMatchObject({
      timezone: { value: "Asia/Yekaterinburg" },
      system_language: { value: "ru" },
      default_currency: { value: "RUB" },
    });
    trial.crm.control.setSwitches({ settingsForbidden: true });
    expect(await trial.get("/api/v5/settings")).toMatchObject({ status: 403, body: { errorMsg: "Access denied." } });
  });

  test("an order by its id, with payments as a map or as a list", async () => {
    await trial.register();
    await trial.crm.control.issueInvoice({ order: 3, shopCode: "shp_1" });
    const read = async () =>
      (await trial.get("/api/v5/orders/3?by=id&site=outlet")).body["order"] as Record<string, unknown>;
    const [payment] = Object.values((await read())["payments"] as object) as unknown[];
    expect(payment).toMatchObject({ type: "alfabank-shp_1", status: "invoice-sent", amount: 585.31 });
    trial.crm.control.setSwitches({ paymentsAsList: true });
    expect((await read())["payments"]).toEqual([payment]);
    expect((await trial.get("/api/v5/orders/3?by=id&site=main-store")).status).toBe(404);
    expect((await trial.get("/api/v5/orders/3")).status).toBe(404);
    const { apiKey } = trial.crm.control.createKey({ scopes: ["order_read"], sites: ["main-store"] });
    expect((await trial.get("/api/v5/orders/3?by=id", apiKey)).status).toBe(404);
  });
});
