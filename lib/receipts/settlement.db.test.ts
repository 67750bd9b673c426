import { bank, crm, invoiceWith, openAsPayer, until } from "#testing/rehearsal.ts";
import { letAllSettle, letLinkAge, MERCHANT } from "#testing/rehearsed-payment.ts";
import { issueFor, lastSent, openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { answerClosing, ask, closingRefusal, printed, problems, reader, receipts, tea } from "#testing/receipt-trial.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";

describe("settlement of a prepayment", () => {
  it("is asked for once, with what was not given back, and followed to its end", async () => {
    const shop = await openReceiptShop();
    const { uuid } = await payFor(shop, [tea], { delivery: { cost: "300.00" } });
    await crm.refund({ invoice: uuid, amount: "350.00" });
    await invoiceWith(uuid, "succeeded");
    const { get, close } = await reader(shop.connectionId);
    expect((await get()).can.closeReceipt).toBe(true);
    expect((await close()).status).toBe(200);
    expect(await lastSent("closeOfdReceipt", "amount")).toBe(65_000);
    expect(await lastSent("closeOfdReceipt", "orderBundle")).toMatchObject({
      cartItems: {
        items: [
          { positionId: 1, quantity: { value: 1 }, itemAmount: 35_000, itemAttributes: { attributes: [{ name: "paymentMethod", value: "4" }, {}] } },
          { positionId: 2, itemAmount: 30_000 },
        ],
      },
    });
    const again = await close();
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ error: { message: expect.stringContaining("Закрывать нечего") as unknown } });
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(1);
    await printed();
    const { receipts: told, can } = await get();
    expect(told.find(({ kind }) => kind === "close")).toMatchObject({ status: "delivered", amount: "650.00" });
    expect(can.closeReceipt).toBe(false);
  });

  it("a refusal of the bank leaves nothing behind and can be tried again", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    const { close } = await reader(shop.connectionId);
    await answerClosing(closingRefusal);
    const refused = await close();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining(closingRefusal.errorMessage) as unknown } });
    expect((await receipts()).map(({ kind }) => kind)).toEqual(["sale"]);
    expect((await close()).status).toBe(200);
  });

  it("a system error may hide a receipt that was made: it is not asked for twice, and the bank's list tells", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    const { close, get } = await reader(shop.connectionId);
    await bank.addFault({ method: "closeOfdReceipt", kind: "systemError", effect: true });
    expect((await close()).status).toBe(200);
    expect((await close()).status).toBe(409);
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(1);
    await printed();
    expect((await get()).receipts.filter(({ kind }) => kind === "close")).toMatchObject([{ status: "delivered" }]);
  });

  it("one that the bank never made can be asked for anew after a day, and leaves no problem behind then", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    await printed();
    const { close } = await reader(shop.connectionId);
    await bank.addFault({ method: "closeOfdReceipt", kind: "systemError" });
    expect((await close()).status).toBe(200);
    await db.$executeRaw`UPDATE "Receipt" SET "createdAt" = now() - interval '25 hours' WHERE kind = 'close'`;
    await ask();
    expect(await problems()).toEqual(["receipt_missing"]);
    expect((await close()).status).toBe(200);
    await printed();
    expect((await receipts()).filter(({ kind }) => kind === "close")).toMatchObject([{ state: "missing" }, { state: "delivered" }]);
    expect(await problems()).toEqual([]);
  });

  it("a bank that cannot be reached leaves nothing behind, and says when to try again", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    const { close } = await reader(shop.connectionId);
    await answerClosing({}, 403);
    const unreached = await close();
    expect(unreached.status).toBe(503);
    expect(await unreached.json()).toMatchObject({ error: { message: "Банк не отвечает. Повторите через минуту" } });
    expect((await receipts()).map(({ kind }) => kind)).toEqual(["sale"]);
    expect((await close()).status).toBe(200);
  });

  it("an answer that is lost is not asked for twice: the bank's list tells", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    const { close, get } = await reader(shop.connectionId);
    await bank.addFault({ method: "closeOfdReceipt", kind: "answerLost" });
    expect((await close()).status).toBe(200);
    expect((await close()).status).toBe(409);
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(1);
    await printed();
    expect((await get()).receipts.find(({ kind }) => kind === "close")).toMatchObject({ status: "delivered" });
  });

  it("of an invoice paid twice it is the payment's own money that is settled", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    const { uuid, link } = await issueFor(shop, [tea]);
    const first = await openAsPayer(link);
    await letLinkAge(3_600);
    const second = await openAsPayer(link);
    await bank.payAsPayer(second.mdOrder);
    await invoiceWith(uuid, "succeeded");
    await bank.payAsPayer(first.mdOrder);
    await letAllSettle();
    const { get, close } = await reader(shop.connectionId);
    expect((await get()).can.closeReceipt).toBe(true);
    expect((await close()).status).toBe(200);
    const [asked] = await bank.requests({ method: "closeOfdReceipt" });
    expect(asked?.fields["mdOrder"]).toBe(second.mdOrder);
    expect((await get()).can.closeReceipt).toBe(false);
  });

  it("one whose sender died is looked for in the bank's list; one that was never sent leaves nothing", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [tea]);
    const { close } = await reader(shop.connectionId);
    const { sealedPassword } = await db.sync.findUniqueOrThrow({ where: { id: shop.syncId } });
    await db.sync.update({ where: { id: shop.syncId }, data: { sealedPassword: "v1:unreadable" } });
    expect((await close()).status).toBe(500);
    expect((await receipts()).map(({ kind }) => kind)).toEqual(["sale"]);
    await db.sync.update({ where: { id: shop.syncId }, data: { sealedPassword } });
    await bank.addFault({ method: "closeOfdReceipt", kind: "latency", latencyMs: 1_500 });
    const closing = close();
    await until(async () => (await receipts()).length === 2, "the settlement to be written down");
    expect((await receipts()).find(({ kind }) => kind === "close")?.nextCheckAt).not.toBeNull();
    expect((await closing).status).toBe(200);
  });

  it("is not for viewers, nor for payments without a receipt or a prepayment", async () => {
    const shop = await openReceiptShop();
    await payFor(shop, [{ ...tea, paymentMethod: "full_payment" }]);
    expect((await (await reader(shop.connectionId, "viewer")).close()).status).toBe(403);
    const { close, get, sync } = await reader(shop.connectionId);
    expect((await get()).can.closeReceipt).toBe(false);
    expect((await close()).status).toBe(409);
    await bank.advance(60_000);
    expect((await sync()).status).toBe(200);
    expect((await get()).receipts).toMatchObject([{ status: "delivered" }]);
    await db.$executeRaw`UPDATE "Attempt" SET cart = NULL`;
    const off = await close();
    expect(await off.json()).toMatchObject({ error: { message: expect.stringContaining("без чека") as unknown } });
  });
});
