import { bank, crm } from "#testing/rehearsal.ts";
import { whileBankIsAway } from "#testing/bank-away.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { letAllSettle } from "#testing/rehearsed-payment.ts";
import { openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { answerClosing, ask, attemptId, attemptRow, closingRefusal, printed, problems, reader, receipts, tea } from "#testing/receipt-trial.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { closeDueReceipt } from "./close-due-receipt.ts";
import { dueSettlements } from "./due-settlements.ts";
import { mergeFiscal } from "./fiscal-schema.ts";

describe("settlement by the order's status", () => {
  const closeOn = { fiscal: { closeOn: ["delivered", "complete"] } };

  /** As if it were time to look at the order. */
  const look = async () => {
    await db.$executeRaw`UPDATE "Attempt" SET "closeCheckAt" = now() - interval '1 second' WHERE "closeCheckAt" IS NOT NULL`;
    for (const id of await dueSettlements(10)) await closeDueReceipt(id);
  };
  const closings = async () => (await receipts()).filter(({ kind }) => kind === "close").length;

  it("waits until the order gets there, then asks once", async () => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    expect(await dueSettlements(10)).toEqual([]);
    await look();
    expect(await closings()).toBe(0);
    crm.editOrder({ order: order.id, status: "complete" });
    await look();
    await look();
    expect(await closings()).toBe(1);
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(1);
    const asked = await db.paymentEvent.findFirstOrThrow({ where: { kind: "receipt_asked" } });
    expect(asked.actor).toBe("system");
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
  });

  it.each(["delivered", "complete"] as const)("any of the statuses will do: %s", async (status) => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editOrder({ order: order.id, status });
    await look();
    expect(await closings()).toBe(1);
  });

  it("settings that name one status, as older versions stored them, are obeyed", async () => {
    const { order } = await payFor(await openReceiptShop(), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await db.$executeRaw`UPDATE "Sync" SET fiscal = fiscal || '{"closeOn": "complete"}'`;
    await look();
    expect(await closings()).toBe(1);
  });

  it("two workers ask once", async () => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await db.$executeRaw`UPDATE "Attempt" SET "closeCheckAt" = now() - interval '1 second'`;
    const id = await attemptId();
    await Promise.all([closeDueReceipt(id), closeDueReceipt(id), closeDueReceipt(id)]);
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(1);
  });

  it("does nothing in shops that settle by hand, and stops where there is nothing to settle", async () => {
    const { order } = await payFor(await openReceiptShop(), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await look();
    expect(await closings()).toBe(0);
    expect(await dueSettlements(10)).toEqual([]);
    await db.$executeRaw`UPDATE "Sync" SET fiscal = fiscal - 'closeOn'`;
    expect(await dueSettlements(10)).toEqual([]);
    await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, ...closeOn.fiscal }) } });
    await db.$executeRaw`UPDATE "Attempt" SET cart = jsonb_set(cart, '{lines,0,paymentMethod}', '4')`;
    await look();
    expect(await closings()).toBe(0);
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
    expect(await problems()).toEqual([]);
  });

  it("an order that may not be read, or a bank that refuses, is told to a person; settling by hand ends it", async () => {
    const shop = await openReceiptShop(closeOn);
    const { order } = await payFor(shop, [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await answerClosing(closingRefusal);
    await look();
    expect(await problems()).toEqual(["receipt_not_closed"]);
    expect((await db.problem.findFirstOrThrow({ where: { kind: "receipt_not_closed" } })).detail).toMatchObject({
      message: expect.stringContaining(closingRefusal.errorMessage) as unknown,
    });
    const { close } = await reader(shop.connectionId);
    await answerClosing({}, 403);
    expect((await close()).status).toBe(503);
    expect(await problems()).toEqual(["receipt_not_closed"]);
    expect((await close()).status).toBe(200);
    expect(await problems()).toEqual([]);
  });

  it("a bank that cannot be reached for a moment is asked again later", async () => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await whileBankIsAway(look);
    expect(await closings()).toBe(0);
    expect(await problems()).toEqual([]);
    await look();
    expect(await closings()).toBe(1);
    expect(await db.auditEntry.count({ where: { action: "payment.close_receipt" } })).toBe(1);
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
  });

  it("a sender that died has asked: the next look asks no second time, and the problem ends with the bank's list", async () => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await answerClosing(closingRefusal);
    await look();
    expect(await problems()).toEqual(["receipt_not_closed"]);
    const { id: attempt, paymentId } = await attemptRow();
    await db.receipt.create({ data: { paymentId, attemptId: attempt, kind: "close", amount: 70_000n, lines: [], nextCheckAt: new Date() } });
    await db.attempt.updateMany({ data: { closeCheckAt: new Date() } });
    await bank.clearRequests();
    await look();
    expect(await bank.requests({ method: "closeOfdReceipt" })).toHaveLength(0);
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
    await ask();
    expect(await problems()).toEqual([]);
  });

  it("a key that may not read orders is told of", async () => {
    await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editKey({ key: sandboxAccount.apiKey, scopes: ["integration_read", "integration_write", "payments_read", "payments_write", "reference_read"] });
    await look();
    expect(await closings()).toBe(0);
    expect((await db.problem.findFirstOrThrow({ where: { kind: "receipt_not_closed" } })).detail).toMatchObject({
      message: expect.stringContaining("order_read") as unknown,
    });
  });

  const longAgo = () => db.$executeRaw`UPDATE "Attempt" SET "paidAt" = now() - interval '91 days'`;
  const told = async () => (await db.problem.findFirstOrThrow({ where: { kind: "receipt_not_closed" } })).detail;

  it("an order that is not handed over in three months is told to a person, once; giving the money back ends it", async () => {
    const { uuid } = await payFor(await openReceiptShop(closeOn), [tea]);
    await look();
    expect(await problems()).toEqual([]);
    await longAgo();
    await look();
    expect(await told()).toMatchObject({ message: "За три месяца заказ так и не перешёл в статус, при котором товар передан" });
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
    await crm.refund({ invoice: uuid, amount: "700.00" });
    await letAllSettle();
    await printed();
    expect(await problems()).toEqual([]);
  });

  it("a bank that is away at the last look is told of", async () => {
    const { order } = await payFor(await openReceiptShop(closeOn), [tea]);
    crm.editOrder({ order: order.id, status: "complete" });
    await longAgo();
    await whileBankIsAway(look);
    expect(await told()).toMatchObject({ message: expect.stringContaining("Банк не отвечает") as unknown });
  });

  it("an invoice without an order can only be settled by a person, who is told at once", async () => {
    const shop = await openReceiptShop(closeOn);
    crm.setSwitches({ sendOrderId: false });
    await payFor(shop, [tea]);
    await look();
    expect(await told()).toMatchObject({ message: expect.stringContaining("к какому заказу") as unknown });
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
  });

  it("nobody is told where there is nothing to settle", async () => {
    const shop = await openReceiptShop(closeOn);
    crm.setSwitches({ sendOrderId: false });
    await payFor(shop, [{ ...tea, paymentMethod: "full_payment" }]);
    await longAgo();
    await look();
    expect(await problems()).toEqual([]);
    expect(await attemptRow()).toMatchObject({ closeCheckAt: null });
  });
});
