import { crm, crmUrl, editsAt, moduleSecret, otherCrmUrl, signedIn } from "#testing/crm-accounts.ts";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST as claimAccount } from "#app/api/connections/claim/account/route.ts";
import { POST as claimRoute } from "#app/api/connections/claim/route.ts";
import { GET as config } from "#app/api/retailcrm/config/route.ts";
import { POST as register } from "#app/api/retailcrm/register/route.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { type Browser, openBrowser } from "#testing/browser.ts";
import { isClaimValid } from "./claim-with-account.ts";
import { apiKeyOf } from "./open-connection.ts";

const { apiKey } = sandboxAccount;
const context = { params: Promise.resolve({}) };

const tokenOf = (key: string, secret = moduleSecret): string => createHmac("sha256", secret).update(key).digest("hex");

async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await register(new Request("http://localhost:3000/api/retailcrm/register", { method: "POST", body, headers }), context);
  return { status: response.status, body: (await response.json()) as { success: boolean; errorMsg?: string; accountUrl?: string } };
}

const call = (change: Record<string, unknown> = {}) =>
  post(new URLSearchParams({ register: JSON.stringify({ token: tokenOf(apiKey), apiKey, systemUrl: `${crmUrl}/`, ...change }) }));

const claimOf = (accountUrl: string | undefined): string => new URL(accountUrl ?? "").searchParams.get("claim") ?? "";

async function claim(person: Browser, token: unknown) {
  const response = await person.visit(claimRoute, "/api/connections/claim", { method: "POST", body: { token } });
  return { status: response.status, body: (await response.json()) as { id?: string; role?: string } };
}

it("offers itself to the marketplace", async () => {
  const response = await config(new Request("http://localhost:3000/api/retailcrm/config"), context);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    success: true,
    scopes: ["integration_read", "integration_write", "payments_read", "payments_write", "reference_read"],
    registerUrl: "http://localhost:3000/api/retailcrm/register",
  });
});

describe("register", () => {
  it("connects, registers the module and sends the merchant to claim it", async () => {
    const { status, body } = await call();
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, accountUrl: expect.stringMatching(/^http:\/\/localhost:3000\/retailcrm\/open\?claim=[0-9A-Za-z]{32}$/) as unknown });
    const connection = await db.connection.findFirstOrThrow();
    expect(connection).toMatchObject({ systemUrl: crmUrl, registrationState: "registered", active: true });
    expect(crm.listModules()).toMatchObject([{ clientId: connection.clientId }]);
    expect(JSON.stringify(await db.claimToken.findMany())).not.toContain(claimOf(body.accountUrl));
  });

  it("takes bracket fields and JSON as well", async () => {
    const parts = { token: tokenOf(apiKey), apiKey, systemUrl: crmUrl };
    const brackets = new URLSearchParams(Object.entries(parts).map(([name, value]) => [`register[${name}]`, value]));
    expect((await post(brackets)).status).toBe(200);
    expect((await post(JSON.stringify({ register: parts }), { "content-type": "application/json" })).status).toBe(200);
    expect((await post(JSON.stringify(parts), { "content-type": "application/json" })).status).toBe(200);
    expect(await db.connection.count()).toBe(1);
  });

  it("of the same account with a new key changes the key, and repeated changes nothing more", async () => {
    await call();
    const first = await db.connection.findFirstOrThrow();
    await db.connection.update({ where: { id: first.id }, data: { active: false, keyRefusedAt: now() } });
    const key = crm.createKey({});
    for (let time = 0; time < 3; time++) expect((await call({ apiKey: key.apiKey, token: tokenOf(key.apiKey) })).status).toBe(200);
    expect(await db.connection.count()).toBe(1);
    const connection = await db.connection.findFirstOrThrow();
    expect(connection).toMatchObject({ id: first.id, clientId: first.clientId, active: true, keyRefusedAt: null });
    expect(apiKeyOf(connection)).toBe(key.apiKey);
    expect(crm.listModules()).toHaveLength(1);
  });

  it("is one connection when it comes many times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => call()));
    expect(answers.every(({ body }) => body.success)).toBe(true);
    expect(await db.connection.count()).toBe(1);
  });

  it.each([
    ["another secret", { token: tokenOf(apiKey, "other") }],
    ["another key", { apiKey: `${apiKey}x` }],
    ["no token at all", { token: "0" }],
  ])("refuses a token made with %s", async (_, change) => {
    const { status, body } = await call(change);
    expect(status).toBe(401);
    expect(body).toMatchObject({ success: false, errorMsg: expect.any(String) as unknown });
    expect(await db.connection.count()).toBe(0);
    expect(crm.events({ kind: "api" })).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a foreign host", { systemUrl: "https://evil.example" }, /не принадлежит RetailCRM/],
    ["an inner host", { systemUrl: "https://169.254.169.254" }, /systemUrl/],
    ["http", { systemUrl: "http://demo.retailcrm.ru" }, /https/],
    ["no address", { systemUrl: "" }, /systemUrl/],
    ["a key that does not work there", { apiKey: "unknown-key", token: tokenOf("unknown-key") }, /не принимает этот ключ/],
    ["a key that is none", { apiKey: "a\nb", token: tokenOf("a\nb") }, /ключ/i],
    ["nothing", { token: null, apiKey: null, systemUrl: null }, /token/],
  ])("refuses %s", async (_, change, words) => {
    const { status, body } = await call(change);
    expect(status).toBe(400);
    expect(body.errorMsg).toMatch(words);
    expect(await db.connection.count()).toBe(0);
  });

  it.each(["", "register=", "register=%7B", "register=5", "x", "[]"])("refuses the body %j", async (body) => {
    expect((await post(body, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(400);
  });

  it("does not look connected when the CRM refuses the module", async () => {
    crm.setSwitches({ insufficientFunds: true });
    expect(await call()).toMatchObject({ status: 400, body: { success: false, errorMsg: expect.stringMatching(/проверьте баланс/) as unknown } });
    crm.setSwitches({ insufficientFunds: false });
    expect((await call()).body.success).toBe(true);
    expect(await db.connection.count()).toBe(1);
  });

  it("is answered at once when the CRM is in trouble: the module is registered later", async () => {
    crm.addFault({ endpoint: "module-edit", kind: "error-500" });
    expect((await call()).body.success).toBe(true);
    expect(await db.connection.findFirstOrThrow()).toMatchObject({ registrationState: "pending", registrationTries: 1 });
    expect(editsAt(crm)).toHaveLength(1);
  });
});

describe("claiming", () => {
  it("makes the one who comes with the link the owner, once", async () => {
    const token = claimOf((await call()).body.accountUrl);
    const { browser, userId } = await signedIn({});
    const { status, body } = await claim(browser, token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ role: "owner" });
    expect(await db.membership.findMany()).toMatchObject([{ userId, connectionId: body.id, role: "owner" }]);
    expect((await claim(browser, token)).status).toBe(404);
    expect((await claim((await signedIn({})).browser, token)).status).toBe(404);
  });

  it("lets only one of two in", async () => {
    const token = claimOf((await call()).body.accountUrl);
    const people = await Promise.all([signedIn({}), signedIn({})]);
    const answers = await Promise.all(people.map(({ browser }) => claim(browser, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await db.membership.count()).toBe(1);
  });

  it("ends after an hour and with the next link", async () => {
    const first = claimOf((await call()).body.accountUrl);
    const second = claimOf((await call()).body.accountUrl);
    const { browser } = await signedIn({});
    expect((await claim(browser, first)).status).toBe(404);
    await db.claimToken.updateMany({ data: { expiresAt: addSeconds(now(), -1) } });
    expect((await claim(browser, second)).status).toBe(404);
    expect(await db.membership.count()).toBe(0);
  });

  it("is not offered for a connection that has an owner, and an older link does not open it", async () => {
    const token = claimOf((await call()).body.accountUrl);
    const connection = await db.connection.findFirstOrThrow();
    const owner = await signedIn({ [connection.id]: "owner" });
    expect((await call()).body.accountUrl).toBe("http://localhost:3000/retailcrm/open");
    expect((await claim((await signedIn({})).browser, token)).status).toBe(404);
    expect(await db.membership.findMany()).toMatchObject([{ userId: owner.userId }]);
  });

  const password = "верный пароль 1";
  const signUp = (token: unknown, email: unknown) =>
    openBrowser().visit(claimAccount, "/api/connections/claim/account", { method: "POST", body: { token, email, password } });

  it("makes the account of a merchant who has none, and him the owner", async () => {
    const token = claimOf((await call()).body.accountUrl);
    expect(await isClaimValid(token)).toBe(true);
    expect((await signUp(token, "nonsense")).status).toBe(400);
    const answers = await Promise.all(["a@example.ru", "b@example.ru", "c@example.ru"].map((email) => signUp(token, email)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
    expect(await db.user.count()).toBe(1);
    const { email } = await db.user.findFirstOrThrow();
    expect((await openBrowser().signIn(email, password)).status).toBe(200);
    expect(await db.membership.findMany()).toMatchObject([{ role: "owner", connectionId: (await db.connection.findFirstOrThrow()).id }]);
    expect(await isClaimValid(token)).toBe(false);
  });

  it("makes no account for a connection that has a member, or for a token nobody gave", async () => {
    const token = claimOf((await call()).body.accountUrl);
    await signedIn({ [(await db.connection.findFirstOrThrow()).id]: "owner" });
    for (const tried of [token, "A".repeat(32), "x", 5]) expect([400, 404]).toContain((await signUp(tried, "a@example.ru")).status);
    expect(await db.user.count({ where: { email: "a@example.ru" } })).toBe(0);
  });

  it.each(["", "x", 5, null, "' OR 1=1", "A".repeat(32), "A".repeat(5_000)])("refuses %j", async (token) => {
    await call();
    expect([400, 404]).toContain((await claim((await signedIn({})).browser, token)).status);
    expect(await db.membership.count()).toBe(0);
  });
});

it("two accounts of the marketplace are two connections", async () => {
  await call();
  await call({ systemUrl: otherCrmUrl });
  expect(await db.connection.count()).toBe(2);
});
