import { bank, crm, hubUrl, invoiceWith, until } from "#testing/rehearsal.ts";
import { lastSent, openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { signedIn } from "#testing/people.ts";
import { describe, expect, it } from "vitest";
import { POST as closeRoute } from "#app/api/payments/[id]/close-receipt/route.ts";
import { GET as getRoute } from "#app/api/payments/[id]/route.ts";
import { POST as syncRoute } from "#app/api/payments/[id]/sync/route.ts";
import { db } from "#lib/db.ts";
import type { PaymentDetail } from "#lib/payments/payment-view.ts";
import { checkReceipts } from "./check-receipts.ts";

const tea = { name: "Чай чёрный", price: "350.00", quantity: "2", vat: "vat22" };
const login = "r-sandbox-api";

const receipts = () => db.receipt.findMany({ orderBy: { createdAt: "asc" } });
const attemptId = async () => (await db.attempt.findFirstOrThrow()).id;
const problems = async () =>
  (await db.problem.findMany({ where: { clearedAt: null, kind: { startsWith: "receipt" } } })).map(({ kind }) => kind);

/** As if the next question to the bank were due. */
const due = () => db.$executeRaw`UPDATE "Receipt" SET "nextCheckAt" = now() - interval '1 second' WHERE "nextCheckAt" IS NOT NULL`;
const ask = async () => {
  await due();
  await checkReceipts(await attemptId());
};
const printed = async () => {
  await bank.advance(60_000);
  await ask();
};

async function reader(connectionId: string, role: "manager" | "viewer" = "manager") {
  const { browser } = await signedIn({ [connectionId]: role }, { origin: hubUrl });
  const { id } = await db.payment.findFirstOrThrow();
  const params = { id };
  const post = { method: "POST", body: {}, params };
  return {
    get: async () => (await (await browser.visit(getRoute, `/api/payments/${id}`, { params })).json()) as PaymentDetail,
    close: () => browser.visit(closeRoute, `/api/payments/${id}/close-receipt`, post),
    sync: () => browser.visit(syncRoute, `/api/payments/${id}/sync`, post),
  };
}

describe("after a payment", () => {
  it("the receipt is expected, seen on its way, and delivered with its address", async () => {
    const shop = await openReceiptShop();
    const { uuid } = await payFor(shop, [tea]);
    expect(await receipts()).toMatchObject([{ kind: "sale", state: "expected", amount: 70_000n }]);
    await ask();
    expect(await receipts()).toMatchObject([{ state: "sent", url: null }]);
    await printed();
    const [sale] = await receipts();
    expect(sale).toMatchObject({ state: "delivered", nextCheckAt: null, url: expect.stringContaining("https://ofd.example/") as unknown });
    await crm.refund({ invoice: uuid, amount: "350.00" });
    await until(async () => (await receipts()).length === 2, "the refund's receipt");
    await printed();
    expect(await receipts()).toMatchObject([{ kind: "sale", state: "delivered" }, { kind: "refund", state: "delivered", amount: 35_000n }]);
    const { get } = await reader(shop.connectionId, "viewer");
    const { receipts: told, receipt, events, can } = await get();
    expect(told).toMatchObject([
      { kind: "sale", status: "delivered", amount: "700.00", error: null, url: sale?.url, at: expect.stringMatching(/Z$/) as unknown },
      { kind: "refund", status: "delivered", amount: "350.00" },
    ]);
    expect(receipt).toMatchObject({
      amount: "700.00",
      lines: [{ name: "Чай чёрный", quantity: "2", unit: "шт", price: "350.00", sum: "700.00", vat: "vat22", tax: "126.23", paymentMethod: "full_prepayment" }],
      steps: [],
    });
    expect(events.filter(({ kind }) => kind === "receipt_delivered")).toHaveLength(2);
    expect(can.closeReceipt).toBe(false);
    expect(await problems()).toEqual([]);
  });

  it("asking too often or too late does no harm, and the bank is asked only when it is time", async () => {
    await payFor(await openReceiptShop(), [tea]);
    await bank.clearRequests();
    const id = await attemptId();
    await Promise.all([checkReceipts(id), checkReceipts(id)]);
    expect(await bank.requests({ method: "getReceiptStatus" })).toHaveLength(0);
    await due();
    await Promise.all([checkReceipts(id), checkReceipts(id), checkReceipts(id)]);
    await printed();
    await printed();
    expect(await receipts()).toMatchObject([{ state: "delivered" }]);
    expect(await db.paymentEvent.count({ where: { kind: "receipt_delivered" } })).toBe(1);
  });

  it("a failed receipt is a problem until the bank makes it after all", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(login, { cart: { receiptOutcome: "failed" } });
    const { mdOrder } = await payFor(shop, [tea]);
    await printed();
    expect(await receipts()).toMatchObject([{ state: "failed", error: "bank_failed" }]);
    expect(await problems()).toEqual(["receipt_failed"]);
    expect((await db.problem.findFirstOrThrow({ where: { kind: "receipt_failed" } })).count).toBe(1);
    await ask();
    expect((await db.problem.findFirstOrThrow({ where: { kind: "receipt_failed" } })).count).toBe(1);
    expect(mdOrder).not.toBe("");
    await db.receipt.updateMany({ data: { state: "sent" } });
    await bank.addFault({
      method: "getReceiptStatus",
      kind: "custom",
      status: 200,
      contentType: "text/plain",
      body: JSON.stringify({ errorCode: "0", receipt: [{ receiptStatus: "1", uuid: "another", amount_total: "700.00", ofd_receipt_url: "javascript:alert(1)" }] }),
    });
    await db.receipt.updateMany({ data: { uuid: null } });
    await ask();
    expect(await receipts()).toMatchObject([{ state: "delivered", error: null, url: null, uuid: "another" }]);
    expect(await problems()).toEqual([]);
  });

  it("a bank that makes no receipts: asked for a day, then a problem", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(login, { cart: { fiscal: false } });
    await payFor(shop, [tea]);
    await ask();
    expect(await receipts()).toMatchObject([{ state: "expected", checks: 1 }]);
    expect(await problems()).toEqual([]);
    await db.$executeRaw`UPDATE "Receipt" SET "createdAt" = now() - interval '25 hours'`;
    await ask();
    expect(await receipts()).toMatchObject([{ state: "missing", error: "not_made", nextCheckAt: null }]);
    expect(await problems()).toEqual(["receipt_missing"]);
  });

  it("a bank that cannot be asked is asked again", async () => {
    await payFor(await openReceiptShop(), [tea]);
    await bank.addFault({ method: "getReceiptStatus", kind: "empty502", times: 20 });
    await ask();
    expect(await receipts()).toMatchObject([{ state: "expected", checks: 1 }]);
    expect((await receipts())[0]?.nextCheckAt).not.toBeNull();
    await bank.clearFaults();
    await printed();
    expect(await receipts()).toMatchObject([{ state: "delivered" }]);
  });

  it("a payment without a receipt is never asked about", async () => {
    await payFor(await openReceiptShop({ fiscal: { enabled: false } }), [tea]);
    expect(await receipts()).toEqual([]);
    await checkReceipts(await attemptId(), { force: true });
    expect(await bank.requests({ method: "getReceiptStatus" })).toHaveLength(0);
  });
});

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
    await bank.addFault({
      method: "closeOfdReceipt",
      kind: "custom",
      status: 200,
      contentType: "text/plain",
      body: JSON.stringify({ errorCode: "7", errorMessage: "Системная ошибка" }),
    });
    const refused = await close();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining("Системная ошибка") as unknown } });
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
