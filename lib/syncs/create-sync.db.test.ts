import { liveLogin, makeConnection, signedIn, testBank, testLogin, crm } from "#testing/two-banks.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as list, POST as create } from "#app/api/syncs/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { Browser } from "#testing/browser.ts";
import { bankOf, callbackKeysOf } from "./open-sync.ts";

let connectionId: string;
let browser: Browser;
let userId: string;

beforeEach(async () => {
  connectionId = await makeConnection();
  ({ browser, userId } = await signedIn({ [connectionId]: "manager" }));
});

const good = () => ({
  connectionId,
  name: " Чайная лавка ",
  environment: "test",
  ...testLogin,
  confirmation: "auto",
  taxSystem: 0,
});

const post = async (body: unknown) => {
  const response = await browser.visit(create, "/api/syncs", { method: "POST", body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { error?: { code: string; fields?: Record<string, string[]> } } };
};

it("creates a sync whose login the bank accepts, and tells the CRM of the new shop", async () => {
  const { status, body } = await post({ ...good(), callbackToken: "test-callback-token-0001", holdHours: 72, linkDays: 3, fiscal: { enabled: true, vatFallback: "vat22", later: 1 } });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    connectionId,
    name: "Чайная лавка",
    environment: "test",
    login: "r-shop-api",
    hasPassword: true,
    hasCallbackToken: true,
    confirmation: "auto",
    taxSystem: 0,
    fiscal: { enabled: true, vatFallback: "vat22", ffd: "1.05", itemsMissing: "refuse" },
    holdHours: 72,
    linkDays: 3,
    enabled: true,
    status: "active",
    checkCode: "ok",
    openPayments: 0,
    role: "manager",
  });
  expect(body["shopCode"]).toMatch(/^shp-[a-z0-9]{6}$/);
  expect(body["callbackUrl"]).toMatch(/^http:\/\/localhost:3000\/api\/alfabank\/callback\/[0-9A-Za-z]{32,}$/);

  await drainBackground();
  const listed = (await (await browser.visit(list, "/api/syncs")).json()) as { items: unknown[] };
  expect(listed.items).toMatchObject([{ id: body["id"], registration: { state: "registered", error: null } }]);
  const module = crm.listModules().find(({ code }) => code.startsWith("alfabank-"));
  expect(JSON.stringify(module)).toContain(String(body["shopCode"]));
});

it("keeps the secrets sealed, and able to be used", async () => {
  await post({ ...good(), callbackToken: "test-callback-token-0001" });
  const sync = await db.sync.findFirstOrThrow();
  const stored = JSON.stringify(sync);
  expect(stored).not.toContain(testLogin.password);
  expect(stored).not.toContain("test-callback-token-0001");
  expect(await bankOf(sync).status({ orderNumber: "nobody" })).toBeNull();
  expect(callbackKeysOf(sync)).toEqual({ token: "test-callback-token-0001", publicKey: null });
  const audit = await db.auditEntry.findFirstOrThrow({ where: { action: "sync.create" } });
  expect(audit).toMatchObject({ connectionId, actor: `user:${userId}`, subject: sync.id });
  expect(JSON.stringify(audit.detail)).not.toContain(testLogin.password);
});

it("asks the bank for an order nobody has, and nothing else", async () => {
  await post(good());
  const asked = await testBank.requests();
  expect(asked.map(({ method }) => method)).toEqual(["getOrderStatusExtended"]);
  expect(await testBank.orders()).toEqual([]);
});

describe("what the bank refuses is refused at its field, and nothing is saved", () => {
  const refused = async (change: Record<string, unknown>) => {
    const { status, body } = await post({ ...good(), ...change });
    expect(status).toBe(400);
    expect(body.error?.code).toBe("invalid_input");
    expect(await db.sync.count()).toBe(0);
    return body.error?.fields ?? {};
  };

  it("a wrong password", async () => {
    expect(Object.keys(await refused({ password: "wrong" }))).toEqual(["login", "password"]);
  });

  it("a test login on production (C-29), and the other way round", async () => {
    expect((await refused({ environment: "production" }))["environment"]?.[0]).toContain("тестовый шлюз");
    expect((await refused({ ...liveLogin }))["environment"]?.[0]).toContain("боевой шлюз");
  });

  it("a temporary password", async () => {
    await testBank.editMerchant(testLogin.login, { mustChangePassword: true });
    expect((await refused({}))["password"]?.[0]).toContain("временный пароль");
  });

  it("a sandbox that does not run", async () => {
    const { status, body } = await post({ ...good(), environment: "sandbox" });
    expect(status).toBe(503);
    expect(body.error).toMatchObject({ code: "unavailable", message: "Тренажёр на этом сервере выключен" });
  });
});

it.each([
  ["an error of the gateway", { kind: "empty502" as const }, "other"],
  ["a page of HTML", { kind: "html200" as const }, "other"],
])("saves with a warning when the bank cannot say: %s", async (_kind, fault, code) => {
  await testBank.addFault({ method: "getOrderStatusExtended", times: -1, ...fault });
  const { status, body } = await post(good());
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "attention", checkCode: code });
  const problem = await db.problem.findFirstOrThrow();
  expect(problem).toMatchObject({ kind: "bank_unreachable", syncId: body["id"], connectionId, clearedAt: null });
});

describe("bad input: a clear message at the field, never a 500, nothing saved", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["no name", { name: undefined }, "name"],
    ["a blank name", { name: "   " }, "name"],
    ["a long name", { name: "я".repeat(81) }, "name"],
    ["a name with a NUL", { name: "a\u0000b" }, "name"],
    ["half a character", { name: "a\ud83d" }, "name"],
    ["a reversed name", { name: "a\u202eb" }, "name"],
    ["a name that is a list", { name: ["x"] }, "name"],
    ["no environment", { environment: undefined }, "environment"],
    ["an unknown environment", { environment: "staging" }, "environment"],
    ["a prototype's name as environment", { environment: "__proto__" }, "environment"],
    ["no login", { login: "" }, "login"],
    ["a login with a space", { login: "r-shop api" }, "login"],
    ["a login with an invisible space", { login: "r-shop-api\u200b" }, "login"],
    ["a long login", { login: "x".repeat(101) }, "login"],
    ["an operator's login", { login: "r-shop-operator" }, "login"],
    ["an operator's login in capitals", { login: "R-SHOP-OPERATOR" }, "login"],
    ["no password", { password: undefined }, "password"],
    ["an empty password", { password: "" }, "password"],
    ["a long password", { password: "x".repeat(201) }, "password"],
    ["a password with a line break", { password: "x\ny" }, "password"],
    ["a password that is a number", { password: 12345 }, "password"],
    ["an unknown confirmation", { confirmation: "later" }, "confirmation"],
    ["a tax system out of range", { taxSystem: 6 }, "taxSystem"],
    ["a tax system as text", { taxSystem: "0" }, "taxSystem"],
    ["a tax system of a half", { taxSystem: 0.5 }, "taxSystem"],
    ["no tax system", { taxSystem: null }, "taxSystem"],
    ["no hold", { holdHours: 0 }, "holdHours"],
    ["a hold of a year", { holdHours: 8_760 }, "holdHours"],
    ["a hold of half an hour", { holdHours: 0.5 }, "holdHours"],
    ["links of no days", { linkDays: 0 }, "linkDays"],
    ["links for ever and a day", { linkDays: 1e9 }, "linkDays"],
    ["a long token", { callbackToken: "x".repeat(257) }, "callbackToken"],
    ["a key that is none", { callbackPublicKey: "AAAA" }, "callbackPublicKey"],
    ["a key with markup", { callbackPublicKey: "<script>" }, "callbackPublicKey"],
    ["receipts that are a list", { fiscal: [] }, "fiscal"],
    ["receipts without a switch", { fiscal: {} }, "fiscal.enabled"],
    ["receipts with a NUL", { fiscal: { enabled: true, x: "\u0000" } }, "fiscal"],
    ["receipts with a rate nobody knows", { fiscal: { enabled: true, vatFallback: "vat99" } }, "fiscal.vatFallback"],
    ["receipts sent nowhere", { fiscal: { enabled: true, fallbackEmail: "нет" } }, "fiscal.fallbackEmail"],
    ["endless receipts", { fiscal: { enabled: true, x: "x".repeat(30_000) } }, "fiscal"],
    ["an account that is no id", { connectionId: "1 OR 1=1" }, "connectionId"],
  ])("%s", async (_name, change, field) => {
    const { status, body } = await post({ ...good(), ...change });
    expect(status).toBe(400);
    expect(Object.keys(body.error?.fields ?? {})).toEqual([field]);
    const [words = ""] = body.error?.fields?.[field] ?? [];
    expect(words).toMatch(/[а-яё]/i);
    expect(words).not.toMatch(/Не получилось/);
    expect(await db.sync.count()).toBe(0);
    expect(await testBank.requests()).toEqual([]);
  });

  it.each([["null", null], ["a list", []], ["a number", 7], ["text", "x"]])("%s instead of an object", async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });
});

it("refuses a foreign page and a guest", async () => {
  const foreign = await browser.visit(create, "/api/syncs", { method: "POST", body: good(), headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
  browser.cookies.clear();
  expect((await post(good())).status).toBe(401);
  expect(await db.sync.count()).toBe(0);
});

it("lets a person try 20 logins a minute", async () => {
  const tries = [];
  for (let i = 0; i < 21; i++) tries.push((await post({ ...good(), password: `wrong ${i}` })).status);
  expect(tries.slice(0, 20)).toEqual(Array(20).fill(400));
  expect(tries[20]).toBe(429);
});
