import { makeConnection, signedIn, testBank, testLogin } from "#testing/two-banks.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as caState, POST as installCa } from "#app/api/bank-ca/route.ts";
import { POST as checkStored } from "#app/api/syncs/[id]/check/route.ts";
import { DELETE as remove, GET as read, PATCH as patch } from "#app/api/syncs/[id]/route.ts";
import { GET as list, POST as create } from "#app/api/syncs/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { Handler } from "#lib/http/route.ts";
import { newUuid } from "#lib/ids.ts";
import { openBrowser, type Browser } from "#testing/browser.ts";

/** Who may do what with whose syncs. */

let own: string;
let id: string;
let owner: Browser;
let syncKey: string;

const input = () => ({ connectionId: own, name: "Лавка", environment: "test", ...testLogin, confirmation: "auto", taxSystem: 0, callbackToken: "canary-token" });

beforeEach(async () => {
  own = await makeConnection("Своя");
  owner = (await signedIn({ [own]: "owner" })).browser;
  const response = await owner.visit(create, "/api/syncs", { method: "POST", body: input() });
  id = ((await response.json()) as { id: string }).id;
  syncKey = (await db.sync.findUniqueOrThrow({ where: { id } })).syncKey;
  await drainBackground();
});

const actions: [string, unknown, string, unknown][] = [
  ["read", read, "GET", undefined],
  ["change", patch, "PATCH", { name: "Чужое" }],
  ["switch off", remove, "DELETE", undefined],
  ["check", checkStored, "POST", {}],
];

const act = async (browser: Browser, [, handler, method, body]: (typeof actions)[number], sync = id) => {
  const response = await browser.visit(handler as Handler, `/api/syncs/${sync}`, { method, body, params: { id: sync } });
  return { status: response.status, text: await response.text() };
};

describe.each(actions)("%s", (...action) => {
  it("looks to a stranger as if there were no such sync", async () => {
    const stranger = (await signedIn({ [await makeConnection("Чужая")]: "owner" })).browser;
    const foreign = await act(stranger, action);
    const none = await act(stranger, action, newUuid());
    expect(foreign).toEqual(none);
    expect(foreign.status).toBe(404);
    expect((await act(stranger, action, "' OR 1=1 --")).status).toBe(404);
  });

  it("wants a person", async () => {
    expect((await act(openBrowser(), action)).status).toBe(401);
  });

  it("lets a viewer look and no more", async () => {
    const viewer = (await signedIn({ [own]: "viewer" })).browser;
    expect((await act(viewer, action)).status).toBe(action[0] === "read" ? 200 : 403);
  });

  it("lets a manager", async () => {
    const manager = (await signedIn({ [own]: "manager" })).browser;
    expect((await act(manager, action)).status).toBe(200);
  });
});

it("is refused from a foreign page, with nothing changed", async () => {
  const foreign = { headers: { origin: "https://evil.example" }, params: { id } };
  expect((await owner.visit(patch as Handler, `/api/syncs/${id}`, { method: "PATCH", body: { name: "x" }, ...foreign })).status).toBe(403);
  expect((await owner.visit(remove as Handler, `/api/syncs/${id}`, { method: "DELETE", ...foreign })).status).toBe(403);
  expect(await db.sync.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: "Лавка", enabled: true });
});

it("creates nothing in a foreign account", async () => {
  const stranger = (await signedIn({})).browser;
  const viewer = (await signedIn({ [own]: "viewer" })).browser;
  await testBank.clearRequests();
  expect((await stranger.visit(create, "/api/syncs", { method: "POST", body: input() })).status).toBe(404);
  expect((await viewer.visit(create, "/api/syncs", { method: "POST", body: input() })).status).toBe(403);
  expect(await db.sync.count()).toBe(1);
  expect(await testBank.requests()).toEqual([]);
});

it("lists own syncs only", async () => {
  const stranger = (await signedIn({ [await makeConnection("Чужая")]: "owner" })).browser;
  expect(await (await stranger.visit(list, "/api/syncs")).json()).toEqual({ items: [] });
  expect(await (await owner.visit(list, "/api/syncs")).json()).toMatchObject({ items: [{ id, connectionName: "Своя", role: "owner" }] });
});

it("shows nobody a secret, and the notification address to those who set it up only", async () => {
  const viewer = (await signedIn({ [own]: "viewer" })).browser;
  const texts = async (browser: Browser) =>
    (await (await browser.visit(list, "/api/syncs")).text()) + (await act(browser, actions[0] ?? ["", read, "GET", undefined])).text;
  const seenByViewer = await texts(viewer);
  const seenByOwner = await texts(owner);
  for (const seen of [seenByViewer, seenByOwner]) {
    expect(seen).not.toContain(JSON.stringify(testLogin.password).slice(1, -1));
    expect(seen).not.toMatch(/canary-token|sealed|apiKey|clientId/);
  }
  expect(seenByOwner).toContain(syncKey);
  expect(seenByViewer).not.toContain(syncKey);
});

it("counts the payments that may still bring money", async () => {
  const status = ["pending", "waitingForCapture", "succeeded", "canceled", "refundSucceeded"] as const;
  await db.payment.createMany({
    data: status.map((each, i) => ({
      connectionId: own,
      syncId: id,
      invoiceUuid: newUuid(),
      slug: `slug00000${i}`,
      orderNumber: String(i),
      amount: 100n,
      currency: "RUB",
      source: {},
      status: each,
    })),
  });
  expect(JSON.parse((await act(owner, actions[0] ?? ["", read, "GET", undefined])).text)).toMatchObject({ openPayments: 2 });
});

it("tells signed-in people about the bank's certificates, and takes no orders from foreign pages", async () => {
  expect((await openBrowser().visit(caState, "/api/bank-ca")).status).toBe(401);
  expect((await openBrowser().visit(installCa, "/api/bank-ca", { method: "POST", body: {} })).status).toBe(401);
  expect((await owner.visit(installCa, "/api/bank-ca", { method: "POST", headers: { origin: "https://evil.example" } })).status).toBe(403);
  expect(await (await owner.visit(caState, "/api/bank-ca")).json()).toMatchObject({ installed: false, files: [{}, {}, {}] });
});
