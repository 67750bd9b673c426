import { type Answer, connect, crm, crmUrl, moduleSecret, signedIn } from "#testing/crm-accounts.ts";
import { createHmac } from "node:crypto";
import { beforeEach, expect, it, vi } from "vitest";
import { POST as scopes } from "#app/api/connections/[id]/scopes/route.ts";
import { POST as register } from "#app/api/retailcrm/register/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { boss } from "#lib/jobs.ts";
import type { Browser } from "#testing/browser.ts";
import type { ConnectionView } from "./connection-view.ts";
import { apiKeyOf } from "./open-connection.ts";

const few = ["integration_read", "integration_write", "payments_write"];

let id: string;
let owner: Browser;
let first: string;

/** Connected by one click when the module wanted less than it does now. */
beforeEach(async () => {
  const { apiKey } = crm.createKey({ scopes: few, simpleConnection: true });
  first = apiKey;
  const token = createHmac("sha256", moduleSecret).update(apiKey).digest("hex");
  const body = new URLSearchParams({ register: JSON.stringify({ token, apiKey, systemUrl: crmUrl }) });
  await register(new Request("http://localhost:3000/api/retailcrm/register", { method: "POST", body }), { params: Promise.resolve({}) });
  ({ id } = await db.connection.findFirstOrThrow());
  owner = (await signedIn({ [id]: "owner" })).browser;
  await drainBackground();
});

type Shown = Answer<ConnectionView>;

async function press(browser = owner): Promise<Shown> {
  const response = await browser.visit(scopes, `/api/connections/${id}/scopes`, { method: "POST", params: { id }, body: {} });
  return { status: response.status, body: (await response.json()) as Shown["body"] };
}

const stored = () => db.connection.findUniqueOrThrow({ where: { id } });
const exchanges = () => crm.events({ kind: "api", name: "update-scopes" });

it("gets the missing permissions with a new key, which is kept and used from then on", async () => {
  expect(await stored()).toMatchObject({ oneClick: true, scopes: few });
  const { status, body } = await press();
  expect(status).toBe(200);
  expect(body).toMatchObject({ missingScopes: [], oneClick: true });
  await drainBackground();
  const connection = await stored();
  const key = apiKeyOf(connection);
  expect(key).not.toBe(first);
  expect(crm.listKeys().map(({ apiKey }) => apiKey)).toContain(key);
  expect(connection).toMatchObject({ registrationState: "registered", registrationLease: null, keyRefusedAt: null });
  expect(JSON.stringify(body)).not.toContain(key);
  expect(JSON.stringify((await db.auditEntry.findMany()).map(({ detail }) => detail))).not.toContain(key);
  expect(await db.auditEntry.count({ where: { connectionId: id, action: "connection.scopes" } })).toBe(1);
});

it("exchanges the key once, however often the button is pressed", async () => {
  const answers = await Promise.all([press(), press(), press()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(exchanges()).toHaveLength(1);
  expect((await press()).status).toBe(200);
  expect(exchanges()).toHaveLength(1);
  const key = apiKeyOf(await stored());
  expect(crm.listKeys().some(({ apiKey, active }) => active && apiKey === key)).toBe(true);
});

it("sends what waited for a working key", async () => {
  await db.connection.update({ where: { id }, data: { keyRefusedAt: new Date() } });
  await press();
  expect((await stored()).keyRefusedAt).toBeNull();
});

it("keeps the new key whatever becomes of the messages that waited", async () => {
  await db.connection.update({ where: { id }, data: { keyRefusedAt: new Date() } });
  vi.spyOn(boss(), "send").mockRejectedValue(new Error("the queue is out of order"));
  expect((await press()).status).toBe(500);
  const key = apiKeyOf(await stored());
  expect(key).not.toBe(first);
  expect(crm.listKeys().some(({ apiKey, active }) => active && apiKey === key)).toBe(true);
});

it("explains that a key made by hand cannot be changed from here, and stops offering it", async () => {
  const manual = crm.createKey({ scopes: few });
  await connect(owner, { apiKey: manual.apiKey });
  await drainBackground();
  expect(await stored()).toMatchObject({ oneClick: false });
  await db.connection.update({ where: { id }, data: { oneClick: true } });
  const { status, body } = await press();
  expect(status).toBe(409);
  expect(body.error?.message).toMatch(/создан вручную.*Ключи доступа к API/);
  expect(await stored()).toMatchObject({ oneClick: false, registrationLease: null });
  expect(apiKeyOf(await stored())).toBe(manual.apiKey);
});

it("without an answer keeps the present key while it works", async () => {
  crm.addFault({ endpoint: "update-scopes", kind: "drop-before" });
  const { status, body } = await press();
  expect(status).toBe(503);
  expect(body.error?.message).toMatch(/прежний ключ остался в силе/);
  expect(apiKeyOf(await stored())).toBe(first);
  expect((await press()).status).toBe(200);
});

it("whose answer was lost says how to get a working key again", async () => {
  crm.addFault({ endpoint: "update-scopes", kind: "drop-after" });
  const { status, body } = await press();
  expect(status).toBe(503);
  expect(body.error?.message).toMatch(/больше не принимает.*ещё раз/);
  expect(exchanges()).toHaveLength(1);
  expect(await stored()).toMatchObject({ registrationLease: null, keyRefusedAt: expect.any(Date) as unknown });
  expect(await db.problem.findMany({ where: { clearedAt: null } })).toMatchObject([{ kind: "crm_key_refused", connectionId: id }]);
});

it("a refusal is told in the CRM's words", async () => {
  crm.addFault({ endpoint: "update-scopes", kind: "errors-list", text: "The scope is not allowed" });
  const { status, body } = await press();
  expect(status).toBe(409);
  expect(body.error?.message).toMatch(/не дала недостающие права: /);
  expect(apiKeyOf(await stored())).toBe(first);
});

it("waits while the module is being registered", async () => {
  await db.connection.update({ where: { id }, data: { registrationLease: "somebody", registrationLeaseUntil: new Date(Date.now() + 700) } });
  expect((await press()).status).toBe(200);
});

it("is for owners", async () => {
  expect((await press((await signedIn({ [id]: "manager" })).browser)).status).toBe(403);
  expect((await press((await signedIn({})).browser)).status).toBe(404);
  expect(exchanges()).toHaveLength(0);
});
