import { connect, crm, crmUrl, editsAt, otherCrm, otherCrmUrl, signedIn } from "#testing/crm-accounts.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as getOne } from "#app/api/connections/[id]/route.ts";
import { GET as list, POST as create } from "#app/api/connections/route.ts";
import { POST as check } from "#app/api/connections/check/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import type { Browser } from "#testing/browser.ts";
import { type LoopbackServer, startLoopbackServer } from "#testing/loopback-server.ts";
import type { CheckStepView } from "./check-view.ts";
import type { ConnectionView } from "./connection-view.ts";
import { apiKeyOf } from "./open-connection.ts";

const { apiKey } = sandboxAccount;

let browser: Browser;
let userId: string;

beforeEach(async () => {
  ({ browser, userId } = await signedIn({}));
});

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const moduleOf = () => crm.listModules()[0];

describe("connecting", () => {
  it("checks the account, keeps the key sealed and registers the module", async () => {
    await crm.setSettings({ timezone: "Asia/Omsk", language: "en" });
    const { status, body } = await connect(browser, { systemUrl: `${crmUrl}/`, apiKey: ` ${apiKey} ` });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      systemUrl: crmUrl, name: new URL(crmUrl).host, status: "active", apiKeyTail: "0042", missingScopes: [], siteAccess: "access_full",
      role: "owner", timeZone: "Asia/Omsk", locale: "en", moduleCode: "alfabank",
    });
    expect(body.sites.map(({ code, name }) => [code, name])).toEqual([["main-store", "Основной магазин"], ["outlet", "Аутлет"]]);
    await drainBackground();
    const connection = await db.connection.findUniqueOrThrow({ where: { id: body.id } });
    expect(apiKeyOf(connection)).toBe(apiKey);
    expect(moduleOf()).toMatchObject({ code: "alfabank", integrationCode: "alfabank", clientId: connection.clientId, active: true, baseUrl: "http://localhost:3000" });
    expect(((await (await browser.visit(getOne, "/api/connections/x", { params: { id: body.id } })).json()) as ConnectionView).registration).toEqual({ state: "registered", at: expect.any(String) as unknown, error: null });
  });

  it("never shows the key or the clientId", async () => {
    const { body } = await connect(browser);
    await drainBackground();
    const connection = await db.connection.findUniqueOrThrow({ where: { id: body.id } });
    const answers = await Promise.all([
      browser.visit(list, "/api/connections"),
      browser.visit(getOne, "/api/connections/x", { params: { id: body.id } }),
    ]);
    const shown = [JSON.stringify(body), ...(await Promise.all(answers.map((answer) => answer.text()))), JSON.stringify(await db.auditEntry.findMany({ omit: { id: true } }))].join();
    expect(shown).not.toContain(apiKey);
    expect(shown).not.toContain(connection.clientId);
    expect(connection.sealedApiKey).not.toContain(apiKey);
  });

  it("connects a key that lacks permissions and says which", async () => {
    const key = crm.createKey({ scopes: ["integration_read", "integration_write"], sites: ["outlet"] });
    const { status, body } = await connect(browser, { apiKey: key.apiKey, name: "Аутлет" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "Аутлет", status: "attention", missingScopes: ["payments_read", "payments_write", "reference_read"], siteAccess: "access_selective" });
  });

  it.each<[string, Record<string, unknown>, Record<string, string[]>]>([
    ["nothing", {}, { systemUrl: ["Заполните поле"], apiKey: ["Заполните поле"] }],
    ["numbers", { systemUrl: 5, apiKey: 5 }, { systemUrl: expect.any(Array) as string[], apiKey: expect.any(Array) as string[] }],
    ["a foreign address", { systemUrl: "https://demo.retailcrm.ru.evil.example", apiKey }, { systemUrl: ["Этот адрес не принадлежит RetailCRM"] }],
    ["an inner address", { systemUrl: "https://169.254.169.254/", apiKey }, { systemUrl: [expect.any(String) as string] }],
    ["http", { systemUrl: "http://demo.retailcrm.ru", apiKey }, { systemUrl: ["Адрес должен начинаться с https://"] }],
    ["a path", { systemUrl: "https://demo.retailcrm.ru/admin", apiKey }, { systemUrl: [expect.any(String) as string] }],
    ["an account nobody runs", { systemUrl: "http://127.0.0.1:1", apiKey }, { systemUrl: ["Не удалось соединиться с этим адресом"] }],
    ["a wrong key", { systemUrl: crmUrl, apiKey: "wrong" }, { apiKey: ["RetailCRM не принимает этот ключ"] }],
    ["a key with a line break", { systemUrl: crmUrl, apiKey: "a\r\nx-evil: 1" }, { apiKey: ["В ключе есть лишние символы: скопируйте его ещё раз"] }],
    ["a Russian key", { systemUrl: crmUrl, apiKey: "ключ" }, { apiKey: [expect.any(String) as string] }],
    ["an endless key", { systemUrl: crmUrl, apiKey: "k".repeat(300) }, { apiKey: ["Слишком длинно"] }],
  ])("refuses %s, saves nothing and names the field", async (_, body, fields) => {
    const answer = await connect(browser, { ...(Object.keys(body).length === 0 ? { systemUrl: undefined, apiKey: undefined } : body) });
    expect(answer.status).toBe(400);
    expect(answer.body.error?.fields).toEqual(fields);
    expect(await db.connection.count()).toBe(0);
  });

  it("is for people who are signed in and for our own pages", async () => {
    const { openBrowser } = await import("#testing/browser.ts");
    expect((await connect(openBrowser())).status).toBe(401);
    const foreign = await browser.visit(create, "/api/connections", { method: "POST", body: { systemUrl: crmUrl, apiKey }, headers: { origin: "https://evil.example" } });
    expect(foreign.status).toBe(403);
    expect(await db.connection.count()).toBe(0);
  });
});

/** The first account under another address, which it calls its technical one. */
async function otherAddressOf(publicUrl: string): Promise<string> {
  const server = await startLoopbackServer((request, response) => {
    void (async () => {
      const { host = "", "x-api-key": key = "" } = request.headers;
      const info = request.url === "/api/system-info" && { success: true, technicalUrl: `http://${host}`, publicUrl };
      const answer = await fetch(`${crmUrl}${request.url ?? ""}`, { headers: { "x-api-key": [key].flat().join() } });
      response.writeHead(info ? 200 : answer.status).end(info ? JSON.stringify(info) : await answer.text());
    })();
  });
  servers.push(server);
  return server.url;
}

describe("the same account again", () => {
  it("gets the new key and stays one connection", async () => {
    const first = await connect(browser);
    await drainBackground();
    await db.connection.update({ where: { id: first.body.id }, data: { keyRefusedAt: new Date() } });
    const key = crm.createKey({});
    const second = await connect(browser, { systemUrl: `${crmUrl}/`, apiKey: key.apiKey });
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({ id: first.body.id, apiKeyTail: key.apiKey.slice(-4), keyRefusedAt: null });
    await drainBackground();
    expect(await db.connection.count()).toBe(1);
    expect(crm.listModules()).toHaveLength(1);
    expect(editsAt(crm)).toHaveLength(2);
  });

  it("stays one though the first time it did not say how it is called", async () => {
    crm.addFault({ endpoint: "system-info", kind: "error-500", times: 9 });
    const first = await connect(browser);
    await drainBackground();
    crm.clearFaults();
    const technical = await otherAddressOf(crmUrl);
    const second = await connect(browser, { systemUrl: technical });
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
  });

  it("is not taken for another whose address it claims", async () => {
    const other = await connect(browser, { systemUrl: otherCrmUrl, apiKey: otherCrm.createKey({}).apiKey });
    await drainBackground();
    const second = await connect(browser, { systemUrl: await otherAddressOf(otherCrmUrl), apiKey: crm.createKey({}).apiKey });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(other.body.id);
  });

  it("is refused to strangers without a word about the members, and to members who are no owners", async () => {
    const { body } = await connect(browser);
    const stranger = await signedIn({});
    const refused = await connect(stranger.browser);
    expect(refused.status).toBe(409);
    expect(refused.body.error?.message).toMatch(/владельца/);
    expect(JSON.stringify(refused.body)).not.toMatch(/person|@/);
    const manager = await signedIn({ [body.id]: "manager" });
    expect((await connect(manager.browser)).status).toBe(403);
    expect(await db.membership.count()).toBe(2);
  });

  it("makes the first who proves a key the owner of a connection without members", async () => {
    const { body } = await connect(browser);
    await db.membership.deleteMany({});
    expect((await connect(browser)).body.id).toBe(body.id);
    expect(await db.membership.findMany({})).toMatchObject([{ userId, role: "owner" }]);
  });

  it("is one connection even when connected many times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => connect(browser)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await db.connection.count()).toBe(1);
  });
});

describe("step by step", () => {
  async function stepsFor(body: unknown, locale?: string) {
    if (locale !== undefined) browser.cookies.set("locale", locale);
    const response = await browser.visit(check, "/api/connections/check", { method: "POST", body });
    return (await response.json()) as { ok: boolean; steps: CheckStepView[] };
  }

  it("finds nothing wrong with a good key", async () => {
    const { ok, steps } = await stepsFor({ systemUrl: crmUrl, apiKey });
    expect(ok).toBe(true);
    expect(steps.map(({ step, ok: good }) => [step, good])).toEqual(["address", "account", "key", "permissions", "stores"].map((step) => [step, true]));
    expect(await db.connection.count()).toBe(0);
    expect(editsAt(crm)).toHaveLength(0);
  });

  it.each<[string, () => Record<string, unknown>, string, RegExp]>([
    ["a foreign domain", () => ({ systemUrl: "https://evil.example" }), "address", /не принадлежит RetailCRM/],
    ["an account that is not there", () => (crm.setSwitches({ accountExists: false }), {}), "account", /Такого аккаунта RetailCRM нет/],
    ["a server in trouble", () => (crm.addFault({ endpoint: "credentials", kind: "error-500", times: 9 }), {}), "account", /отвечает ошибкой/],
    ["a refusal of the account", () => (crm.addFault({ endpoint: "credentials", kind: "success-false", text: "The account is blocked" }), {}), "account", /RetailCRM отказала: The account is blocked/],
    ["bad input", () => (crm.addFault({ endpoint: "credentials", kind: "errors-list" }), {}), "account", /RetailCRM отказала: Errors in the entity format/],
    ["a wrong key", () => ({ apiKey: "wrong" }), "key", /не принимает этот ключ/],
    ["missing permissions", () => ({ apiKey: crm.createKey({ scopes: ["integration_read", "integration_write", "payments_read"] }).apiKey }), "permissions", /payments_write, reference_read/],
    ["some of the stores", () => ({ apiKey: crm.createKey({ sites: ["outlet"] }).apiKey }), "stores", /магазин/],
  ])("%s", async (_, change, step, reason) => {
    const { steps } = await stepsFor({ systemUrl: crmUrl, apiKey, ...change() });
    const failed = steps.filter(({ ok }) => !ok);
    expect(failed).toMatchObject([{ step, reason: expect.stringMatching(reason) as unknown, hint: expect.any(String) as unknown }]);
  });

  it("speaks English", async () => {
    const { steps } = await stepsFor({ systemUrl: "http://demo.retailcrm.ru", apiKey }, "en");
    expect(steps[0]).toMatchObject({ reason: "The address must start with https://" });
  });

  it("does without what is optional: versions, system info, settings, references", async () => {
    for (const endpoint of ["api-versions", "system-info", "settings", "sites"]) crm.addFault({ endpoint, kind: "forbidden", times: null });
    expect((await stepsFor({ systemUrl: crmUrl, apiKey })).ok).toBe(true);
    expect((await connect(browser)).status).toBe(201);
  });

  it("is limited per person", async () => {
    const tries = await Promise.all(Array.from({ length: 22 }, () => browser.visit(check, "/api/connections/check", { method: "POST", body: { systemUrl: "https://evil.example", apiKey } })));
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});
