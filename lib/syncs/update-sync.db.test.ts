import { crm, liveLogin, makeConnection, signedIn, testBank, testLogin } from "#testing/two-banks.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { POST as checkStored } from "#app/api/syncs/[id]/check/route.ts";
import { DELETE as remove, GET as read, PATCH as patch } from "#app/api/syncs/[id]/route.ts";
import { POST as check } from "#app/api/syncs/check/route.ts";
import { POST as create } from "#app/api/syncs/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { Handler } from "#lib/http/route.ts";
import type { Browser } from "#testing/browser.ts";
import { bankOf, callbackKeysOf } from "./open-sync.ts";
import { bankOfOrder } from "./open-order.ts";
import type { SyncView } from "./sync-view.ts";

let connectionId: string;
let browser: Browser;
let id: string;

type Body = SyncView & { error?: { code: string; message: string; fields?: Record<string, string[]> } };

const call = async (handler: unknown, method: string, body?: unknown) => {
  const response = await browser.visit(handler as Handler, `/api/syncs/${id}`, { method, body, params: { id } });
  return { status: response.status, body: (await response.json()) as Body };
};
const change = (body: unknown) => call(patch, "PATCH", body);

beforeEach(async () => {
  connectionId = await makeConnection();
  ({ browser } = await signedIn({ [connectionId]: "owner" }));
  const body = { connectionId, name: "Лавка", environment: "test", ...testLogin, confirmation: "auto", taxSystem: 0, callbackToken: "token-1" };
  const response = await browser.visit(create, "/api/syncs", { method: "POST", body });
  id = ((await response.json()) as Body).id;
  await drainBackground();
  await testBank.clearRequests();
});

describe("what is not sent stays", () => {
  it("keeps password and token when absent or empty, and does not trouble the bank", async () => {
    const before = await db.sync.findUniqueOrThrow({ where: { id } });
    const { status, body } = await change({ name: "Новое имя", password: "", callbackToken: "", holdHours: 24 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "Новое имя", hasPassword: true, hasCallbackToken: true, holdHours: 24, checkCode: "ok" });
    const after = await db.sync.findUniqueOrThrow({ where: { id } });
    expect(after.sealedPassword).toBe(before.sealedPassword);
    expect(after.sealedCallbackToken).toBe(before.sealedCallbackToken);
    expect([after.shopCode, after.syncKey]).toEqual([before.shopCode, before.syncKey]);
    expect(await testBank.requests()).toEqual([]);
  });

  it("takes the whole form back unchanged", async () => {
    const { body } = await call(read, "GET");
    const again = await change({ ...body, password: null });
    expect(again.status).toBe(200);
    expect(await testBank.requests()).toEqual([]);
  });

  it("does nothing for nothing", async () => {
    const audits = await db.auditEntry.count();
    expect((await change({})).status).toBe(200);
    expect((await change({ unknown: 1 })).status).toBe(200);
    expect(await db.auditEntry.count()).toBe(audits);
  });
});

describe("new access is tried at the bank first", () => {
  it("goes from test to production with new credentials", async () => {
    const { status, body } = await change({ environment: "production", ...liveLogin });
    expect(status).toBe(200);
    expect(body).toMatchObject({ environment: "production", checkCode: "ok", status: "active" });
    expect(await bankOf(await db.sync.findUniqueOrThrow({ where: { id } })).status({ orderNumber: "x" })).toBeNull();
  });

  it("keeps the access before for the orders registered with it, sealed, until it is the current one again", async () => {
    const order = { environment: "test" as const, bankLogin: testLogin.login };
    const current = () => db.sync.findUniqueOrThrow({ where: { id } });
    expect(await (await bankOfOrder(await current(), order))?.status({ orderNumber: "x" })).toBeNull();
    await change({ environment: "production", ...liveLogin });
    const [former] = await db.formerAccess.findMany();
    expect(former).toMatchObject({ syncId: id, environment: "test", login: testLogin.login });
    expect(JSON.stringify(former)).not.toContain(testLogin.password);
    await testBank.clearRequests();
    expect(await (await bankOfOrder(await current(), order))?.status({ orderNumber: "x" })).toBeNull();
    expect(await testBank.requests()).toHaveLength(1);
    expect(await bankOfOrder(await current(), { environment: "test", bankLogin: "never-had" })).toBeNull();

    await change({ environment: "test", ...testLogin });
    await change({ environment: "production", ...liveLogin });
    await change({ environment: "test", ...testLogin });
    expect((await db.formerAccess.findMany()).map(({ environment }) => environment)).toEqual(["production"]);
  });

  it("two people change the login at once: no access that orders may have been registered with is lost", async () => {
    const third = { login: "r-third-api", password: "Third&3" };
    await testBank.addMerchant(third);
    // The first is still asking the bank when the second has saved.
    await testBank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 800, effect: true, times: 1 });
    const first = change({ environment: "test", ...third });
    await expect.poll(async () => (await testBank.requests()).length).toBe(1);
    expect((await change({ environment: "production", ...liveLogin })).status).toBe(200);
    expect((await first).status).toBe(200);
    expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ environment: "test", login: third.login });
    const kept = await db.formerAccess.findMany({ orderBy: { environment: "asc" } });
    expect(kept.map(({ environment, login }) => [environment, login])).toEqual([
      ["test", testLogin.login],
      ["production", liveLogin.login],
    ]);
  });

  it("what was tried with one access is not saved with another", async () => {
    await testBank.addMerchant({ login: "r-third-api", password: testLogin.password });
    await testBank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 800, effect: true, times: 1 });
    const first = change({ login: "r-third-api" });
    await expect.poll(async () => (await testBank.requests()).length).toBe(1);
    expect((await change({ environment: "production", ...liveLogin })).status).toBe(200);
    const late = await first;
    expect([late.status, late.body.error?.message]).toEqual([409, expect.stringContaining("изменил кто-то ещё")]);
    expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ environment: "production", login: liveLogin.login });
  });

  it("two people change different parts of the receipts at once: both are kept", async () => {
    await testBank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 800, effect: true, times: 1 });
    const first = change({ password: testLogin.password, fiscal: { enabled: true, keepGifts: true } });
    await expect.poll(async () => (await testBank.requests()).length).toBe(1);
    expect((await change({ fiscal: { vatFallback: "vat10" } })).status).toBe(200);
    expect((await first).body.fiscal).toMatchObject({ enabled: true, keepGifts: true, vatFallback: "vat10" });
  });

  it("keeps nothing when only the password changes", async () => {
    await testBank.editMerchant(testLogin.login, { password: "changed" });
    expect((await change({ password: "changed" })).status).toBe(200);
    expect(await db.formerAccess.count()).toBe(0);
  });

  it("refuses the switch alone: the stored test password does not open production", async () => {
    const { status, body } = await change({ environment: "production" });
    expect(status).toBe(400);
    expect(body.error?.fields?.["environment"]?.[0]).toContain("тестовый шлюз");
    expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ environment: "test", checkCode: "ok" });
  });

  it("refuses a wrong password and keeps the good one", async () => {
    expect((await change({ name: "Другое", password: "wrong" })).status).toBe(400);
    const sync = await db.sync.findUniqueOrThrow({ where: { id } });
    expect(sync.name).toBe("Лавка");
    expect(await bankOf(sync).status({ orderNumber: "x" })).toBeNull();
  });

  it("forgets what was learnt of the other shop of the bank", async () => {
    await db.sync.update({ where: { id }, data: { capabilities: { externalRefundId: false } } });
    await change({ name: "x" });
    expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ capabilities: { externalRefundId: false } });
    await testBank.addMerchant({ login: "r-second-api", password: "Second&2" });
    await change({ login: "r-second-api", password: "Second&2" });
    expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ capabilities: {} });
  });
});

it("removes the token or key on request, and only a real key is taken", async () => {
  const key = await testBank.publicKey();
  expect((await change({ callbackToken: null, callbackPublicKey: key })).body).toMatchObject({ hasCallbackToken: false });
  expect(callbackKeysOf(await db.sync.findUniqueOrThrow({ where: { id } }))).toEqual({ token: null, publicKey: key.trim() });
  expect((await change({ callbackPublicKey: "AAAA" })).body.error?.fields).toHaveProperty("callbackPublicKey");
  await change({ callbackPublicKey: null });
  expect(callbackKeysOf(await db.sync.findUniqueOrThrow({ where: { id } }))).toEqual({ token: null, publicKey: null });
});

it("does not move to another account", async () => {
  const other = await makeConnection();
  const { status, body } = await change({ connectionId: other });
  expect(status).toBe(400);
  expect(body.error?.fields).toHaveProperty("connectionId");
});

it("switches off and on: the shop stays in the CRM, inactive meanwhile", async () => {
  const shops = () => JSON.stringify(crm.listModules());
  expect((await call(remove, "DELETE")).body).toMatchObject({ enabled: false, status: "disabled" });
  await drainBackground();
  const { shopCode, disabledAt } = await db.sync.findUniqueOrThrow({ where: { id } });
  expect(disabledAt).not.toBeNull();
  expect(shops()).toMatch(new RegExp(`"code":"${shopCode}"[^}]*"active":false`));
  expect((await call(remove, "DELETE")).status).toBe(200);
  expect((await change({ enabled: true })).body).toMatchObject({ enabled: true, status: "active" });
  await drainBackground();
  expect(shops()).toMatch(new RegExp(`"code":"${shopCode}"[^}]*"active":true`));
  expect((await db.sync.findUniqueOrThrow({ where: { id } })).disabledAt).toBeNull();
  const actions = await db.auditEntry.findMany({ where: { subject: id }, orderBy: { id: "asc" } });
  expect(actions.map(({ action }) => action)).toEqual(["sync.create", "sync.disable", "sync.enable"]);
});

it("records who changed what, without secrets", async () => {
  await change({ name: "Другое", password: testLogin.password, callbackToken: "token-2", taxSystem: 1 });
  const entry = await db.auditEntry.findFirstOrThrow({ where: { action: "sync.update" } });
  expect(entry.detail).toEqual({
    changed: ["name", "taxSystem", "sealedPassword", "sealedCallbackToken"],
    values: { name: { from: "Лавка", to: "Другое" }, taxSystem: { from: "0", to: "1" } },
  });
});

describe("checks", () => {
  it("tries a login without saving anything", async () => {
    const tryLogin = (body: unknown) => call(check, "POST", body);
    expect((await tryLogin({ environment: "test", ...testLogin })).body).toMatchObject({ ok: true, code: "ok", hint: null });
    expect((await tryLogin({ environment: "test", login: "r-shop-api", password: "no" })).body).toMatchObject({ ok: false, code: "denied" });
    const mixed = await tryLogin({ environment: "production", ...testLogin });
    expect(mixed).toMatchObject({ status: 200, body: { ok: false, code: "wrong_environment", worksIn: "test" } });
    expect(JSON.stringify(mixed.body)).toContain("тестовый шлюз");
    expect((await tryLogin({ environment: "test", login: "r-newcomer-api", password: "Password*1" })).body).toMatchObject({ code: "change_password" });
    expect((await tryLogin({ environment: "test", login: "x-operator", password: "x" })).status).toBe(400);
    expect((await tryLogin({ environment: "https://evil.example/", login: "x", password: "x" })).status).toBe(400);
    expect(await db.sync.count()).toBe(1);
    expect(await testBank.orders()).toEqual([]);
  });

  it("speaks the reader's language", async () => {
    browser.cookies.set("locale", "en");
    const { body } = await call(check, "POST", { environment: "test", login: "r-shop-api", password: "no" });
    expect(JSON.stringify(body)).not.toMatch(/[а-яё]/i);
  });

  it("remembers a refusal of the stored login, and that it passed", async () => {
    await testBank.editMerchant(testLogin.login, { password: "changed" });
    expect((await call(checkStored, "POST")).body).toMatchObject({ ok: false, code: "denied" });
    expect((await call(read, "GET")).body).toMatchObject({ status: "attention", checkCode: "denied" });
    expect(await db.problem.findFirstOrThrow({ where: { kind: "bank_login_refused" } })).toMatchObject({ subject: id, clearedAt: null });
    expect((await change({ password: "changed" })).body).toMatchObject({ status: "active", checkCode: "ok" });
    expect((await db.problem.findFirstOrThrow({ where: { kind: "bank_login_refused" } })).clearedAt).not.toBeNull();
  });
});
