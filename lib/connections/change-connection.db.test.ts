import { type Answer, connect, crm, editsAt, otherCrm, otherCrmUrl, signedIn } from "#testing/crm-accounts.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { POST as recheck } from "#app/api/connections/[id]/check/route.ts";
import { POST as registerAgain } from "#app/api/connections/[id]/register/route.ts";
import { GET as getOne, PATCH as patch } from "#app/api/connections/[id]/route.ts";
import { GET as list } from "#app/api/connections/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { Browser } from "#testing/browser.ts";
import type { CheckStepView } from "./check-view.ts";
import type { ConnectionView } from "./connection-view.ts";

let browser: Browser;

beforeEach(async () => {
  ({ browser } = await signedIn({}));
});

type Shown = Answer<ConnectionView & { steps?: CheckStepView[] }>;

async function send(handler: typeof patch, id: string, body: unknown = {}, person = browser, method = "POST"): Promise<Shown> {
  const response = await person.visit(handler, `/api/connections/${id}`, { method, params: { id }, ...(method !== "GET" && { body }) });
  return { status: response.status, body: (await response.json()) as Shown["body"] };
}

describe("changing", () => {
  it("takes a new key only if it works, and keeps the stored one otherwise", async () => {
    const { body } = await connect(browser);
    const refused = await send(patch, body.id, { apiKey: "wrong", name: "Другое" }, browser, "PATCH");
    expect(refused.status).toBe(400);
    expect(refused.body.error?.fields).toEqual({ apiKey: ["RetailCRM не принимает этот ключ"] });
    expect((await db.connection.findUniqueOrThrow({ where: { id: body.id } })).name).toBe(body.name);
    const key = crm.createKey({});
    const changed = await send(patch, body.id, { apiKey: key.apiKey, name: " Новое имя " }, browser, "PATCH");
    expect(changed.body).toMatchObject({ apiKeyTail: key.apiKey.slice(-4), name: "Новое имя" });
    const kept = await send(patch, body.id, { apiKey: "", name: "Третье" }, browser, "PATCH");
    expect(kept.body).toMatchObject({ apiKeyTail: key.apiKey.slice(-4), name: "Третье" });
  });

  it("notices permissions that were given later", async () => {
    const key = crm.createKey({ scopes: ["integration_read", "integration_write"] });
    const { body } = await connect(browser, { apiKey: key.apiKey });
    expect(body.status).toBe("attention");
    await drainBackground();
    crm.editKey({ key: key.id, scopes: ["integration_read", "integration_write", "payments_read", "payments_write", "reference_read"] });
    const checked = await send(recheck, body.id);
    expect(checked.body).toMatchObject({ status: "active", missingScopes: [] });
    expect(checked.body.steps?.every(({ ok }) => ok)).toBe(true);
  });

  it("follows the module's switch in the CRM, of which nobody has told us", async () => {
    const { body } = await connect(browser);
    await drainBackground();
    await crm.setActivity({ module: "alfabank", active: false }); // the hub is not there to hear it
    expect(await db.connection.findUniqueOrThrow({ where: { id: body.id } })).toMatchObject({ active: true });
    expect((await send(recheck, body.id)).body).toMatchObject({ status: "inactive" });
    await send(registerAgain, body.id);
    expect(crm.listModules()).toMatchObject([{ active: false }]);
  });

  it("registers again on request and shows how that went", async () => {
    const { body } = await connect(browser);
    await drainBackground();
    crm.setSwitches({ insufficientFunds: true });
    const failed = await send(registerAgain, body.id);
    expect(failed.status).toBe(200);
    expect(failed.body).toMatchObject({ status: "attention", registration: { state: "failed", error: expect.stringMatching(/баланс/) as unknown } });
    expect(await db.problem.findMany({ where: { clearedAt: null } })).toMatchObject([{ kind: "module_not_registered", connectionId: body.id }]);
    crm.setSwitches({ insufficientFunds: false });
    expect((await send(registerAgain, body.id)).body).toMatchObject({ status: "active", registration: { state: "registered", error: null } });
    expect(await db.problem.count({ where: { clearedAt: null } })).toBe(0);
  });
});

describe("other people's connections", () => {
  it("do not exist for strangers", async () => {
    const { body } = await connect(browser);
    await drainBackground();
    const before = editsAt(crm).length;
    const stranger = (await signedIn({})).browser;
    expect(((await (await stranger.visit(list, "/api/connections")).json()) as { items: unknown[] }).items).toEqual([]);
    for (const id of [body.id, "0198c0de-0000-7000-8000-000000000000", "17", "' OR 1=1"]) {
      expect((await send(getOne, id, {}, stranger, "GET")).status).toBe(404);
      expect((await send(patch, id, { name: "Чужое" }, stranger, "PATCH")).status).toBe(404);
      expect((await send(patch, id, { name: 5 }, stranger, "PATCH")).status).toBe(404);
      expect((await send(registerAgain, id, {}, stranger)).status).toBe(404);
      expect((await send(recheck, id, {}, stranger)).status).toBe(404);
    }
    expect(editsAt(crm)).toHaveLength(before);
  });

  it("may be looked at by viewers and registered by managers, but only owners change them", async () => {
    const { body } = await connect(browser);
    const viewer = (await signedIn({ [body.id]: "viewer" })).browser;
    const manager = (await signedIn({ [body.id]: "manager" })).browser;
    expect((await send(getOne, body.id, {}, viewer, "GET")).body).toMatchObject({ id: body.id, role: "viewer" });
    expect((await send(registerAgain, body.id, {}, viewer)).status).toBe(403);
    expect((await send(recheck, body.id, {}, viewer)).status).toBe(403);
    expect((await send(patch, body.id, { name: "Моё" }, manager, "PATCH")).status).toBe(403);
    expect((await send(registerAgain, body.id, {}, manager)).status).toBe(200);
  });

  it("of two accounts each has its own", async () => {
    const own = await connect(browser);
    const other = await connect((await signedIn({})).browser, { systemUrl: otherCrmUrl });
    expect(other.status).toBe(201);
    await drainBackground();
    expect(otherCrm.listModules()[0]?.clientId).not.toBe(crm.listModules()[0]?.clientId);
    expect((await send(getOne, other.body.id, {}, browser, "GET")).status).toBe(404);
    const mine = (await (await browser.visit(list, "/api/connections")).json()) as { items: ConnectionView[] };
    expect(mine.items.map(({ id }) => id)).toEqual([own.body.id]);
  });
});
