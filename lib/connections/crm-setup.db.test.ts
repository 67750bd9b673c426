import { connect, crm, crmUrl, editsAt, signedIn } from "#testing/crm-accounts.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as setup } from "#app/api/connections/[id]/setup/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import type { Browser } from "#testing/browser.ts";
import { registerAgain } from "./register-again.ts";
import type { CrmSetupView } from "./crm-setup-view.ts";

let owner: Awaited<ReturnType<typeof signedIn>>;

beforeEach(async () => {
  owner = await signedIn({});
});

async function look(id: string, browser: Browser = owner.browser): Promise<{ status: number; body: CrmSetupView }> {
  const response = await browser.visit(setup, `/api/connections/${id}/setup`, { params: { id } });
  return { status: response.status, body: (await response.json()) as CrmSetupView };
}

/** A shop of the module, known to the CRM. */
async function addShop(connectionId: string, name: string): Promise<string> {
  const data = { connectionId, name, shopCode: `shp-${randomBase62(6)}`, environment: "test", login: "x", sealedPassword: "x", syncKey: randomBase62(40), confirmation: "auto", taxSystem: 0 } as const;
  const { id } = await db.sync.create({ data });
  await registerAgain({ ...owner, email: "", locale: "ru", timeZone: "UTC", sessionId: "" }, connectionId);
  await drainBackground();
  return id;
}

async function connected(change: Record<string, unknown> = {}): Promise<string> {
  const { body } = await connect(owner.browser, change);
  await drainBackground();
  return body.id;
}

const verdicts = ({ findings }: CrmSetupView) => findings.map(({ name, verdict }) => `${name}: ${verdict}`);

it("finds the payment type, its stores, deliveries and statuses, and is proven by an invoice", async () => {
  const id = await connected();
  const syncId = await addShop(id, "Чай");
  const { body } = await look(id);
  expect(verdicts(body)).toEqual(["types_found: ok", "stores_all: ok", "delivery_listed: ok", "statuses_mapped: ok"]);
  expect(body).toMatchObject({ state: "ready", problem: null, types: [{ active: true }], shops: [{ syncId, state: "likely" }] });
  expect(body.findings.map(({ text }) => text).join()).not.toMatch(/crm\.|\{/);
  expect(body.links).toEqual({
    paymentTypes: `${crmUrl}/admin/payment-types`,
    modules: `${crmUrl}/admin/integration/list`,
    module: `${crmUrl}/admin/integration/alfabank/edit`,
  });
  await db.payment.create({ data: { connectionId: id, syncId, invoiceUuid: newUuid(), slug: "aaaaaaaaaa", orderNumber: "1", amount: 1n, currency: "RUB", source: {} } });
  expect((await look(id)).body.shops).toMatchObject([{ state: "working", lastInvoiceAt: expect.any(String) as unknown }]);
});

it("without a payment type says what to press, and changes nothing in the CRM", async () => {
  crm.setSwitches({ autoPaymentTypes: false });
  const id = await connected();
  await addShop(id, "Чай");
  const edits = editsAt(crm).length;
  const { body } = await look(id);
  expect(body).toMatchObject({ state: "attention", shops: [{ state: "missing" }] });
  expect(body.findings).toMatchObject([{ name: "types_none", hint: expect.stringMatching(/Настройки → Справочники → Типы оплат.*Интегрировать с.*Альфа-Банк/) as unknown }]);
  expect(editsAt(crm)).toHaveLength(edits);
});

it("names the stores that are left out", async () => {
  crm.setSwitches({ autoPaymentTypes: false });
  const id = await connected();
  await addShop(id, "Чай");
  const shopCode = (await db.sync.findFirstOrThrow()).shopCode;
  crm.savePaymentType({ name: "Картой", shopCode, sites: ["main-store"], deliveryTypes: [], statusMap: { pending: "not-paid", waitingForCapture: "not-paid", succeeded: "not-paid", canceled: "not-paid", refundSucceeded: "not-paid" } });
  const { body } = await look(id);
  expect(verdicts(body)).toEqual(["types_found: ok", "stores_some: warn", "delivery_unsaid: unknown", "statuses_unmapped: warn"]);
  expect(body.findings[1]?.text).toContain("Аутлет");
});

it("two shops and one payment type: one of them lacks its own", async () => {
  const id = await connected();
  await addShop(id, "Чай");
  crm.setSwitches({ autoPaymentTypes: false });
  await addShop(id, "Кофе");
  const { body } = await look(id);
  expect(verdicts(body)).toContain("types_fewer: warn");
  expect(body.shops.map(({ state }) => state)).toEqual(["unknown", "unknown"]);
});

describe("when the CRM does not tell", () => {
  it("without the right to read references: how to do it by hand", async () => {
    const key = crm.createKey({ scopes: ["integration_read", "integration_write", "payments_read", "payments_write"] });
    const id = await connected({ apiKey: key.apiKey });
    const { status, body } = await look(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: "no_rights", findings: [], problem: { hint: expect.stringMatching(/Ключи доступа к API/) as unknown } });
  });

  it("statuses and stores alone may be out of reach", async () => {
    const id = await connected();
    await addShop(id, "Чай");
    crm.addFault({ endpoint: "payment-statuses", kind: "forbidden" });
    crm.addFault({ endpoint: "sites", kind: "forbidden" });
    expect(verdicts((await look(id)).body)).toEqual(["types_found: ok", "stores_all: ok", "delivery_listed: ok", "statuses_unsaid: unknown"]);
  });

  it.each([
    ["error-500", 2, /ошибкой/],
    ["html-405", 1, /аккаунта RetailCRM нет/],
  ] as const)("%s is said in words", async (kind, times, words) => {
    const id = await connected();
    crm.addFault({ endpoint: "payment-types", kind, times });
    expect((await look(id)).body).toMatchObject({ state: "failed", problem: { text: expect.stringMatching(words) as unknown } });
  });

  it("a refused key is said as one", async () => {
    const key = crm.createKey({});
    const id = await connected({ apiKey: key.apiKey });
    crm.revokeKey({ key: key.id });
    expect((await look(id)).body).toMatchObject({ state: "failed", problem: { text: expect.stringMatching(/не принимает этот ключ/) as unknown } });
  });
});

it("is for members, and asked no more often than a person can press", async () => {
  const id = await connected();
  expect((await look(id, (await signedIn({ [id]: "viewer" })).browser)).status).toBe(200);
  expect((await look(id, (await signedIn({})).browser)).status).toBe(404);
  const { consume } = await import("#lib/http/rate-limit.ts");
  const { crmAccountChecks } = await import("./check-limit.ts");
  for (let time = 0; time < 19; time++) await consume(crmAccountChecks, owner.userId);
  expect((await look(id)).status).toBe(429);
});
