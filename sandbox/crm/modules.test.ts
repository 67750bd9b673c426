import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLIENT_ID, moduleDescription, startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial({ moduleSecret: "demo-module-secret-01" });
  trial.crm.control.setSwitches({ requestsPerSecond: 0 });
});
afterEach(() => trial.close());

describe("edit", () => {
  test("registers, reads back and is an upsert by code", async () => {
    expect(await trial.register()).toMatchObject({ status: 200, body: { success: true, info: [] } });
    const read = await trial.get("/api/v5/integration-modules/alfabank");
    expect(read.body["integrationModule"]).toEqual({
      ...moduleDescription(trial.module.url),
      freeze: false,
      native: false,
    });
    await trial.register({ clientId: "another-connection" });
    expect(trial.crm.control.listModules()).toMatchObject([{ clientId: "another-connection" }]);
    expect(await trial.get("/api/v5/integration-modules/unknown")).toMatchObject({
      status: 404,
      body: { errorMsg: "Not found" },
    });
  });

  const shop = { code: "shp_1", name: "Терминал", active: true };
  const payment = { actions: { create: "/c" }, currencies: ["RUB"], invoiceTypes: ["link"], shops: [shop] };
  test.each([
    ["code", { code: "альфа" }],
    ["code", { code: "other" }],
    ["code", { code: undefined }],
    ["integrationCode", { integrationCode: "" }],
    ["name", { name: null }],
    ["logo", { logo: "logo.svg" }],
    ["clientId", { clientId: undefined }],
    ["clientId", { clientId: 42 }],
    ["clientId", { clientId: "x".repeat(256) }],
    ["baseUrl", { baseUrl: "hub.example.ru" }],
    ["baseUrl", { baseUrl: "http://hub.example.ru" }],
    ["accountUrl", { accountUrl: undefined }],
    ["actions", { actions: { activity: 5 } }],
    ["actions", { actions: ["/activity"] }],
    ["availableCountries", { availableCountries: ["Russia"] }],
    ["active", { active: "yes" }],
    ["native", { native: true }],
    ["integrations", { integrations: "payment" }],
    ["integrations.payment.actions", { integrations: { payment: { ...payment, actions: { approve: "/a" } } } }],
    [
      "integrations.payment.actions",
      { integrations: { payment: { ...payment, actions: { create: "/c", capture: "/x" } } } },
    ],
    ["integrations.payment.currencies", { integrations: { payment: { ...payment, currencies: [] } } }],
    ["integrations.payment.currencies", { integrations: { payment: { ...payment, currencies: ["643"] } } }],
    ["integrations.payment.invoiceTypes", { integrations: { payment: { ...payment, invoiceTypes: ["qr"] } } }],
    ["integrations.payment.shops", { integrations: { payment: { ...payment, shops: undefined } } }],
    ["integrations.payment.shops", { integrations: { payment: { ...payment, shops: [shop, shop] } } }],
    [
      "integrations.payment.shops[0].name",
      { integrations: { payment: { ...payment, shops: [{ ...shop, name: "" }] } } },
    ],
    [
      "integrations.payment.shops[0].active",
      { integrations: { payment: { ...payment, shops: [{ ...shop, active: "on" }] } } },
    ],
  ])("names the wrong field: %s in %j", async (field, change) => {
    const { status, body } = await trial.register(change);
    expect([status, body["success"], body["errorMsg"]]).toEqual([400, false, "Errors in the entity format"]);
    expect(Object.keys(body["errors"] as object)).toContain(field);
    expect(trial.crm.control.listModules()).toEqual([]);
  });

  test("errors come as a list when the switch says so", async () => {
    trial.crm.control.setSwitches({ errorsShape: "list" });
    expect((await trial.register({ clientId: "" })).body["errors"]).toEqual([
      "clientId: This value should not be blank.",
    ]);
  });

  test("a published module needs no name; without the https rule plain addresses pass; 201 by switch", async () => {
    trial.crm.control.setSwitches({ modulePublished: true, requireHttps: false, writeStatus: 201 });
    expect((await trial.register({ name: undefined, logo: undefined, baseUrl: "http://hub.example.ru" })).status).toBe(
      201,
    );
  });

  test("a paid module: billing in the answer, 402 without money, switching off stays possible", async () => {
    trial.crm.control.setSwitches({ paidModule: true });
    expect((await trial.register()).body).toMatchObject({
      info: { billingInfo: { price: 990, currency: { code: "RUB" }, billingType: "fixed" } },
    });
    trial.crm.control.setSwitches({ insufficientFunds: true });
    expect(await trial.register()).toMatchObject({
      status: 402,
      body: {
        errorMsg: "Failed to activate module",
        errors: ["Your account has insufficient funds to activate integration module"],
      },
    });
    expect((await trial.register({ active: false })).status).toBe(200);
  });

  test("what a later edit leaves out is gone, or kept by the switch", async () => {
    await trial.register();
    await trial.register({ integrations: undefined });
    expect(trial.crm.control.listModules()).toMatchObject([{ payment: null }]);
    await trial.register();
    trial.crm.control.setSwitches({ editMerges: true });
    await trial.register({ integrations: undefined, name: "Альфа" });
    expect(trial.crm.control.listModules()).toMatchObject([
      { name: "Альфа", payment: { shops: [{ code: "shp_1" }, { code: "shp_2" }] } },
    ]);
  });

  test("payment types appear for new active shops once, or not at all", async () => {
    await trial.register();
    await trial.register();
    expect(trial.crm.control.listPaymentTypes().map((type) => type.code)).toEqual(["cash", "alfabank-shp_1"]);
    trial.crm.control.reset();
    trial.crm.control.setSwitches({ autoPaymentTypes: false });
    await trial.register();
    expect(trial.crm.control.listPaymentTypes().map((type) => type.code)).toEqual(["cash"]);
    const refused = await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
    expect(refused).toMatchObject({
      ok: false,
      invoice: null,
      message: "Нет активного типа оплаты, связанного с этим магазином модуля",
    });
    trial.crm.control.savePaymentType({ name: "Картой", shopCode: "shp_1", statusMap: { succeeded: "returned" } });
    expect(await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).toMatchObject({ ok: true });
  });
});

describe("one-click connection", () => {
  const scopes = ["integration_read", "integration_write", "payments_write"];
  beforeEach(() => {
    trial.module.answers.set("/config", {
      body: { success: true, scopes, registerUrl: `${trial.module.url}/register` },
    });
    trial.module.answers.set("/register", async (call) => {
      const edit = await trial.call(
        "/api/v5/integration-modules/alfabank/edit",
        { integrationModule: moduleDescription(trial.module.url) },
        String(call.payload["apiKey"]),
      );
      return {
        status: 201,
        body: { success: edit.status === 200, accountUrl: `${trial.module.url}/open`, errorMsg: null },
      };
    });
  });

  test("token is the HMAC of the key: the vector of the protocol", async () => {
    const { registerToken } = await import("./callbacks/connect.ts");
    expect(registerToken("EXAMPLEapiKEY0000000000000000042", "demo-module-secret-01")).toBe(
      "6c043bffe159b6992fc2a6a919a382f7236b229400bdaedca4a4c7878e3bc378",
    );
  });

  test("asks for the scopes, makes the key, registers", async () => {
    const outcome = await trial.crm.control.openModuleCard({ configUrl: `${trial.module.url}/config` });
    expect(outcome).toMatchObject({
      ok: true,
      failedAt: null,
      accountUrl: `${trial.module.url}/open`,
      module: "alfabank",
    });
    const key = trial.crm.control.listKeys().at(-1);
    expect(key).toMatchObject({ scopes, simpleConnection: true, active: true });
    const register = trial.module.calls.find((call) => call.path === "/register");
    expect(register?.payload).toMatchObject({ apiKey: key?.apiKey, systemUrl: trial.url });
    expect(register?.payload["token"]).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(trial.crm.control.events())).not.toContain(key?.apiKey);
  });

  test("a failing module leaves no working key behind and says where it failed", async () => {
    expect(
      await trial.crm.control.openModuleCard({ configUrl: `${trial.module.url}/config`, secret: "" }),
    ).toMatchObject({ ok: false, failedAt: "secret" });
    trial.module.answers.set("/register", { status: 401, body: { success: false, errorMsg: "Invalid token" } });
    const refused = await trial.crm.control.openModuleCard({
      configUrl: `${trial.module.url}/config`,
      token: "0".repeat(64),
      systemUrl: "https://evil.example",
    });
    expect(refused).toMatchObject({
      ok: false,
      failedAt: "register",
      message: "Invalid token",
      register: { status: 401 },
    });
    expect(trial.crm.control.listKeys().at(-1)?.active).toBe(false);
    trial.module.answers.set("/config", { body: { success: false, errorMsg: "Не настроено" } });
    expect(await trial.crm.control.openModuleCard({ configUrl: `${trial.module.url}/config` })).toMatchObject({
      failedAt: "config",
      message: "Не настроено",
    });
    trial.module.answers.set("/config", { body: { success: true } });
    expect(await trial.crm.control.openModuleCard({ configUrl: `${trial.module.url}/config` })).toMatchObject({
      failedAt: "config",
      register: null,
    });
  });

  test("update-scopes changes the key of a one-click connection only", async () => {
    await trial.register();
    const path = "/api/v5/integration-modules/alfabank/update-scopes";
    const requires = { requires: { scopes: ["integration_write", "payments_write", "order_read"] } };
    expect(await trial.call(path, requires)).toMatchObject({
      status: 400,
      body: { errorMsg: "Not enabled simple connection" },
    });
    await trial.crm.control.openModuleCard({ configUrl: `${trial.module.url}/config` });
    const old = trial.crm.control.listKeys().at(-1)?.apiKey ?? "";
    expect((await trial.call(path, { requires: { scopes: ["customer_write"] } }, old)).status).toBe(400);
    const rotated = await trial.call(path, requires, old);
    expect(rotated.body["apiKey"]).toMatch(/^[0-9A-Za-z]{32}$/);
    expect((await trial.get("/api/credentials", old)).status).toBe(403);
    expect((await trial.get("/api/credentials", String(rotated.body["apiKey"]))).body).toMatchObject({
      scopes: requires.requires.scopes,
    });
  });
});

test("the account page is opened by a form with clientId", async () => {
  await trial.register();
  expect(trial.crm.control.openAccount()).toEqual({
    method: "POST",
    url: `${trial.module.url}/open`,
    fields: { clientId: CLIENT_ID },
  });
});
