import { bank, crm, until } from "#testing/rehearsal.ts";
import { openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { ask, attemptId, due, login, printed, problems, reader, receipts, tea } from "#testing/receipt-trial.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { checkReceipts } from "./check-receipts.ts";

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
    expect(told.map(({ content }) => content)).toEqual([
      null,
      { lines: [expect.objectContaining({ name: "Чай чёрный", quantity: "1", sum: "350.00" })], steps: [expect.objectContaining({ key: "part_units" })] },
    ]);
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

  it("a failed receipt that the bank makes anew is one receipt, however often the bank is asked", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(login, { cart: { receiptOutcome: "failedOnce" } });
    await payFor(shop, [tea]);
    await printed();
    await printed();
    expect(await receipts()).toMatchObject([{ state: "delivered" }]);
    await checkReceipts(await attemptId(), { force: true });
    await checkReceipts(await attemptId(), { force: true });
    expect(await receipts()).toMatchObject([{ state: "delivered" }]);
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
