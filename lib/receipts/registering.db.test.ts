import { bank, crm, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { issueFor, lastSent, openReceiptShop } from "#testing/receipt-shop.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { mergeFiscal } from "./fiscal-schema.ts";
import { readCart } from "./stored-cart.ts";

const tea = { name: "Чай чёрный", price: "350.00", quantity: "2", vat: "vat22" };
const count = async (method: string) => (await bank.requests({ method })).length;
const attempt = () => db.attempt.findFirstOrThrow({ orderBy: { createdAt: "desc" } });

it("receipts off: the bank gets no cart at all", async () => {
  await issue(await openShop());
  expect(await lastSent("register", "orderBundle")).toBeUndefined();
  expect(await lastSent("register", "taxSystem")).toBeUndefined();
  expect((await attempt()).cart).toBeNull();
});

it.each(["auto", "manual"] as const)("receipts on, %s: cart and tax system go along and are kept", async (confirmation) => {
  const shop = await openReceiptShop({ confirmation, taxSystem: 1 });
  const { issued } = await issueFor(shop, [tea], { delivery: { cost: "300.00" }, discount: "100.00" });
  expect(issued.message).toBeNull();
  const method = confirmation === "manual" ? "registerPreAuth" : "register";
  expect(await lastSent(method, "taxSystem")).toBe(1);
  expect(await lastSent(method, "orderBundle")).toMatchObject({
    customerDetails: { email: "anna@example.ru", phone: "79000000000" },
    cartItems: {
      items: [
        { positionId: 1, name: "Чай чёрный", quantity: { value: 2, measure: "шт" }, itemPrice: 30_000, itemAmount: 60_000, tax: { taxType: 14 } },
        { positionId: 2, name: "Доставка", itemAmount: 30_000, tax: { taxType: 0 } },
      ],
    },
  });
  const cart = readCart((await attempt()).cart);
  expect(cart?.lines.map(({ sum }) => sum)).toEqual([60_000n, 30_000n]);
  expect(cart?.taxSystem).toBe(1);
});

it("C-05 C-14 a discount and a delivery that are not among the items", async () => {
  const shop = await openReceiptShop({ fiscal: { vatFallback: "none" } });
  crm.setSwitches({ discountInItems: false, deliveryAsItem: false });
  await issueFor(shop, [tea], { discount: "0.01" });
  expect(await lastSent("register", "orderBundle")).toMatchObject({
    cartItems: { items: [{ quantity: { value: 1 }, itemPrice: 34_999 }, { quantity: { value: 1 }, itemPrice: 35_000 }] },
  });
  const refused = await issueFor(shop, [tea], { delivery: { cost: "300.00" } });
  expect(refused.issued.ok).toBe(false);
  expect(refused.issued.message).toContain("300,00\u00a0₽");
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, vatFallback: "none", missingAsDelivery: true }) } });
  const again = await crm.issueInvoice({ order: refused.order.id, shopCode: shop.shopCode });
  expect(again.message).toBeNull();
  expect(await lastSent("register", "orderBundle")).toMatchObject({ cartItems: { items: [{}, { name: "Доставка", itemAmount: 30_000 }] } });
});

it("C-19 a refusal names the item to the manager before the bank is asked; corrected, the same invoice works", async () => {
  const shop = await openReceiptShop();
  const { issued, order, uuid } = await issueFor(shop, [tea, { name: "Ковёр-самолёт", price: "1.00", vat: "vat99" }]);
  expect(issued.ok).toBe(false);
  expect(issued.message).toContain("Товар 2 «Ковёр-самолёт»: ставка НДС «vat99» неизвестна");
  expect(await count("register")).toBe(0);
  const payment = await db.payment.findFirstOrThrow({ include: { events: true, attempts: true } });
  expect(payment).toMatchObject({ status: "canceled", version: 0, attempts: [] });
  expect(payment.events.map(({ kind }) => kind)).toContain("receipt_refused");
  crm.editOrder({ order: order.id, items: [tea, { name: "Ковёр-самолёт", price: "1.00", vat: "vat22" }] });
  const again = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  expect(again.message).toBeNull();
  expect(await count("register")).toBe(1);
  expect(uuid).not.toBe("");
});

it("nobody to send the receipt to: the manager is told; with a fallback address it works", async () => {
  const shop = await openReceiptShop();
  const first = await issueFor(shop, [tea], { customer: { email: "нет", phone: "12345" } });
  expect(first.issued.message).toContain("Некуда отправить чек");
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, fallbackEmail: "checks@shop.example" }) } });
  expect((await crm.issueInvoice({ order: first.order.id, shopCode: shop.shopCode })).message).toBeNull();
  expect(await lastSent("register", "orderBundle")).toMatchObject({ customerDetails: { email: "checks@shop.example" } });
});

it("an order that can have no receipt any more: the payer sees a notice, the merchant a problem that goes away by itself", async () => {
  const shop = await openReceiptShop();
  const { link } = await issueFor(shop, [{ ...tea, vat: "vat20" }]);
  expect(await lastSent("register", "orderBundle")).toMatchObject({ cartItems: { items: [{ tax: { taxType: 14 } }] } });
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, oldVat: "refuse" }) } });
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '1 day', "expiresAt" = now() - interval '1 day'`;
  await bank.expire((await attempt()).mdOrder ?? "");
  const notice = await openAsPayer(link);
  expect(notice).toMatchObject({ status: 503, location: null });
  expect(notice.page).not.toContain("НДС");
  const problem = () => db.problem.findFirst({ where: { kind: "receipt_refused", clearedAt: null } });
  expect((await problem())?.detail).toMatchObject({ message: expect.stringContaining("ставка НДС 20%") as unknown });
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true }) } });
  expect((await openAsPayer(link)).status).toBe(302);
  expect(await problem()).toBeNull();
});

it("the bank's own refusal of a cart is told to the manager in its words", async () => {
  const shop = await openReceiptShop();
  await bank.editMerchant("r-sandbox-api", { cart: { oldVat: "refuse" } });
  await bank.setTime("2025-06-01T12:00:00Z");
  const { issued } = await issueFor(shop, [tea]);
  expect(issued.ok).toBe(false);
  expect(issued.message).toContain("taxType 14");
});
