import { liveLogin, makeConnection, signedIn, testBank, testLogin } from "#testing/two-banks.ts";
import { beforeEach, expect, it } from "vitest";
import { PATCH as patch } from "#app/api/syncs/[id]/route.ts";
import { POST as create } from "#app/api/syncs/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { Browser } from "#testing/browser.ts";
import { bankOfOrder } from "./open-order.ts";
import { bankOf } from "./open-sync.ts";
import type { SyncView } from "./sync-view.ts";

/** What becomes of passwords when a sync goes to another login or environment, and back. */

let browser: Browser;
let id: string;

type Body = SyncView & { error?: { fields?: Record<string, string[]> } };

const change = async (body: unknown) => {
  const response = await browser.visit(patch, `/api/syncs/${id}`, { method: "PATCH", body, params: { id } });
  return { status: response.status, body: (await response.json()) as Body };
};

beforeEach(async () => {
  const connectionId = await makeConnection();
  ({ browser } = await signedIn({ [connectionId]: "owner" }));
  const body = { connectionId, name: "Лавка", environment: "test", ...testLogin, confirmation: "auto", taxSystem: 0 };
  const response = await browser.visit(create, "/api/syncs", { method: "POST", body });
  ({ id } = (await response.json()) as Body);
  await drainBackground();
});

it("goes back with the password that was kept, also while the bank does not answer", async () => {
  await change({ environment: "production", ...liveLogin });
  await testBank.addFault({ method: "getOrderStatusExtended", kind: "empty502", times: -1 });
  expect((await change({ environment: "test", login: testLogin.login, password: "" })).status).toBe(200);
  await testBank.clearFaults();
  expect(await bankOf(await db.sync.findUniqueOrThrow({ where: { id } })).status({ orderNumber: "x" })).toBeNull();
});

it("takes the stored password for a new login only when the bank has accepted it", async () => {
  const second = { login: "r-second-api", password: testLogin.password };
  await testBank.addMerchant(second);
  await testBank.addFault({ method: "getOrderStatusExtended", kind: "empty502", times: -1 });
  const untried = await change({ login: second.login, password: "" });
  expect([untried.status, untried.body.error?.fields?.["password"]?.[0]]).toEqual([400, expect.stringContaining("Введите пароль")]);
  expect(await db.formerAccess.count()).toBe(0);
  expect((await change(second)).status).toBe(200);
  await testBank.clearFaults();
  expect((await change({ login: testLogin.login })).body).toMatchObject({ login: testLogin.login, checkCode: "ok" });
});

it("an order under the login that has just become the present one again is asked about with it", async () => {
  await change({ environment: "production", ...liveLogin });
  const readBefore = await db.sync.findUniqueOrThrow({ where: { id } });
  await change({ environment: "test", ...testLogin });
  const bank = await bankOfOrder(readBefore, { environment: "test", bankLogin: testLogin.login });
  expect(await bank?.status({ orderNumber: "x" })).toBeNull();
});
