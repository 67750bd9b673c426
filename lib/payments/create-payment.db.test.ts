import { bank, crm, issue, openAsPayer, openShop, type Shop, until } from "#testing/rehearsal.ts";
import { asked, callHub, type CrmAnswer, letAllSettle, MERCHANT, openProblems, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";

const call = (shop: Shop, given: Record<string, unknown> = {}, invoiceUuid = newUuid()): Promise<CrmAnswer> =>
  callHub("create", {
    clientId: shop.clientId,
    create: { shopId: shop.shopCode, invoiceUuid, invoiceType: "link", amount: 1000, currency: "RUB", orderNumber: "1042A", siteUrl: "https://shop.example.ru", ...given },
  });

const refused = { status: 400, body: { success: false, errorMsg: expect.stringMatching(/\S{3}/) as string } };

describe("the same invoice again", () => {
  it("gives the same link and no second bank order, also at the same moment", async () => {
    const shop = await openShop();
    const uuid = newUuid();
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(shop, {}, uuid)));
    const again = await call(shop, {}, uuid.toUpperCase());
    expect(new Set([...answers, again].map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(again.body).toMatchObject({ success: true, result: { cancellable: true } });
    expect(await db.payment.count()).toBe(1);
    expect(await asked("register")).toBe(1);
  });

  it("after it was paid: the same link, nothing to cancel, no bank call", async () => {
    const { uuid, link } = await paid();
    await bank.clearRequests();
    const again = await crm.resendInvoice({ invoice: uuid });
    expect(again).toMatchObject({ ok: true, link });
    expect(again.invoice).toMatchObject({ status: "succeeded", cancellable: false });
    expect(await bank.requests()).toEqual([]);
  });

  it("after a crash between the invoice and its registration: registered now", async () => {
    const shop = await openShop();
    const { uuid } = await issue(shop);
    await db.operation.deleteMany();
    await db.attempt.deleteMany();
    const again = await crm.resendInvoice({ invoice: uuid });
    expect(again.ok).toBe(true);
    expect(await openAsPayer(again.link ?? "")).toMatchObject({ status: 302 });
    const { attempts } = await thePayment();
    // The bank knows the forgotten number, so the next one was taken.
    expect(attempts.map(({ state }) => state)).toEqual(["rejected", "registered"]);
  });

  it("while the bank refuses the first one: both hear of it, and no link is given that leads nowhere", async () => {
    const shop = await openShop();
    const refusal = JSON.stringify({ errorCode: "4", errorMessage: "Отсутствует сумма" });
    await bank.addFault({ method: "register", kind: "custom", status: 200, contentType: "text/plain", body: refusal, latencyMs: 300 });
    const uuid = newUuid();
    const first = call(shop, {}, uuid);
    await until(async () => (await asked("register")) === 1, "the first registration");
    const second = await call(shop, {}, uuid);
    expect((await first).body["success"]).toBe(false);
    // It may hear of the refusal too, or get an order of its own; the link of a withdrawn payment is neither.
    expect((await thePayment()).status).toBe(second.body["success"] === true ? "pending" : "canceled");
  });

  it("after a refusal that was mended: a new number, a living link", async () => {
    const shop = await openShop();
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
    const { issued, uuid } = await issue(shop);
    expect(issued.ok).toBe(false);
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: true } });
    const again = await crm.resendInvoice({ invoice: uuid });
    expect(again.ok).toBe(true);
    expect(await openAsPayer(again.link ?? "")).toMatchObject({ status: 302 });
    expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
  });

  it("with another shop is refused", async () => {
    const shop = await openShop();
    const uuid = newUuid();
    await call(shop, {}, uuid);
    const { id: _, ...row } = await db.sync.findFirstOrThrow();
    await db.sync.create({ data: { ...row, shopCode: "shp-test02", syncKey: "x".repeat(40), fiscal: {}, capabilities: {} } });
    expect(await call(shop, { shopId: "shp-test02" }, uuid)).toMatchObject(refused);
  });

  it("after the CRM cancelled it is refused", async () => {
    const shop = await openShop();
    const { uuid } = await issue(shop);
    await crm.cancel({ invoice: uuid });
    expect((await crm.resendInvoice({ invoice: uuid })).message).toContain("отменён");
  });
});

describe("refused before the bank is asked", () => {
  it.each([
    ["an amount of nothing", { amount: 0 }],
    ["a negative amount", { amount: -5 }],
    ["C-01 a third decimal", { amount: "1.005" }],
    ["no amount", { amount: null }],
    ["an amount in words", { amount: "сто" }],
    ["more than the bank can write", { amount: "10000000000" }],
    ["dollars", { currency: "USD" }],
    ["no currency", { currency: "" }],
    ["a shop of nobody", { shopId: "shp-none" }],
    ["an invoice without a number", { invoiceUuid: "1" }],
    ["another kind of invoice", { invoiceType: "qr" }],
    ["an order without a number", { orderNumber: "" }],
  ])("%s", async (_, given) => {
    const shop = await openShop();
    await bank.clearRequests();
    expect(await call(shop, given)).toMatchObject(refused);
    expect(await db.payment.count()).toBe(0);
    expect(await bank.requests()).toEqual([]);
  });

  it("shop switched off, account switched off, account frozen: each says what to do", async () => {
    const shop = await openShop();
    const words = async (): Promise<unknown> => (await call(shop)).body["errorMsg"];
    await db.sync.updateMany({ data: { enabled: false } });
    expect(await words()).toContain("Магазин отключён");
    await db.sync.updateMany({ data: { enabled: true } });
    await db.connection.updateMany({ data: { frozen: true } });
    expect(await words()).toContain("приостановлен");
    await db.connection.updateMany({ data: { frozen: false, active: false } });
    expect(await words()).toContain("выключен");
    await db.connection.updateMany({ data: { active: true, locale: "en" } });
    expect(await call(shop)).toMatchObject({ body: { success: true } });
    await db.sync.updateMany({ data: { enabled: false } });
    expect(await words()).not.toMatch(/[а-я]/i);
    expect(await db.payment.count()).toBe(1);
  });

  it("a shop of another account is as unknown as one that never was", async () => {
    const shop = await openShop();
    const { id: _, ...row } = await db.connection.findFirstOrThrow();
    const other = await db.connection.create({ data: { ...row, sites: [], systemUrl: "https://other.retailcrm.ru", clientId: newUuid() } });
    const foreign = await call({ ...shop, clientId: other.clientId });
    const unknown = await call({ ...shop, clientId: other.clientId }, { shopId: "shp-none" });
    expect(foreign).toEqual(unknown);
    expect(await db.payment.count()).toBe(0);
  });
});

describe("C-02 C-17 amounts and currency", () => {
  it.each(["131072.01", "262144.01", "1234567.89", "999999.99", "0.01", "9999999999.99"])("%s goes through unchanged to the kopeck", async (sum) => {
    const { uuid, mdOrder } = await paid(sum);
    expect(await bank.order(mdOrder)).toMatchObject({ amount: Number(sum.replace(".", "")) });
    expect(crm.getInvoice({ invoice: uuid }).amount).toBe(sum);
  });

  it.each(["noisy", "string"] as const)("C-01 written by the CRM as %s numbers", async (amountFormat) => {
    const shop = await openShop();
    crm.setSwitches({ amountFormat });
    await issue(shop, "579.80");
    expect((await thePayment()).amount).toBe(57_980n);
  });

  it.each(["643", "810"] as const)("C-17 the bank says %s for roubles", async (currencyEcho) => {
    const shop = await openShop();
    await bank.editMerchant(MERCHANT, { gateway: { currencyEcho } });
    const { uuid, link } = await issue(shop);
    await bank.payAsPayer((await openAsPayer(link)).mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    expect(await openProblems()).toEqual([]);
    expect((await bank.requests({ method: "register" }))[0]?.fields["currency"]).toBe("643");
  });
});
