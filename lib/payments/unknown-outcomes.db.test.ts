import { expectAgreement } from "#testing/agreement.ts";
import { bank, crm, issue, openAsPayer, openShop, type Shop } from "#testing/rehearsal.ts";
import { asked, letAllSettle, MERCHANT, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";

type FaultKind = Parameters<typeof bank.addFault>[0]["kind"];

/** What can happen to a write on its way, and whether the bank has done the work by then. */
const troubles: [kind: FaultKind, effect: boolean][] = [
  ["requestDropped", false],
  ["answerLost", true],
  ["http500", false],
  ["http500", true],
  ["empty502", true],
  ["html200", true],
  ["cutBody", true],
  ["halfJson", true],
  ["tooMany429", false],
];

async function issued(shop: Shop) {
  const { uuid, link } = await issue(shop, "1000.00");
  return { uuid, ...(await openAsPayer(link)) };
}

describe.each(troubles)("R4 %s (bank acted: %s)", (kind, effect) => {
  it("deposit, reverse, refund and decline: made once, never told as success or failure before it is known", async () => {
    const shop = await openShop({ confirmation: "manual" });
    const [captured, reversed, declined] = [await issued(shop), await issued(shop), await issued(shop)];
    await bank.payAsPayer(captured.mdOrder);
    await bank.payAsPayer(reversed.mdOrder);
    await letAllSettle();
    for (const method of ["deposit", "reverse", "decline", "refund"]) await bank.addFault({ method, kind, effect });

    const approved = await crm.approve({ invoice: captured.uuid, amount: "700.00" });
    const released = await crm.cancel({ invoice: reversed.uuid });
    const cancelled = await crm.cancel({ invoice: declined.uuid });
    for (const answer of [approved, released]) if (!answer.ok) expect(answer.message).toContain("Проверяем");
    if (!effect) expect([approved.ok, released.ok]).toEqual([false, false]);
    expect(cancelled.ok).toBe(true); // the link is dead whatever the bank says

    await letAllSettle();
    expect((await bank.order(captured.mdOrder)).deposited).toBe(effect ? 70_000 : 0);
    expect((await bank.order(reversed.mdOrder)).status).toBe(effect ? 3 : 1);
    expect([await asked("deposit"), await asked("reverse")]).toEqual([1, 1]);
    expect(crm.getInvoice({ invoice: declined.uuid }).status).toBe("canceled");
    await expectAgreement();

    if (!effect) expect(await crm.approve({ invoice: captured.uuid, amount: "700.00" })).toMatchObject({ ok: true });
    await letAllSettle();
    const returned = await crm.refund({ invoice: captured.uuid, amount: "300.00" });
    expect(returned.ok).toBe(true);
    if (!effect) expect(returned.invoice?.refunds).toMatchObject([{ status: "pending" }]);
    await letAllSettle();
    expect((await bank.order(captured.mdOrder)).refunded).toBe(effect ? 30_000 : 0);
    expect(await asked("refund")).toBe(1);
    expect(crm.getInvoice({ invoice: captured.uuid }).refunds).toMatchObject([{ status: effect ? "succeeded" : "canceled" }]);
    await expectAgreement();
  });

  it("registration: the link is given all the same, and exactly one order can be paid", async () => {
    const shop = await openShop();
    await bank.addFault({ method: "register", kind, effect });
    const { uuid, link } = await issue(shop, "1000.00");
    expect(link).not.toBe("");
    const { status, mdOrder } = await openAsPayer(link);
    expect(status).toBe(302);
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    await expectAgreement();
  });
});

describe("refusals that look like success", () => {
  it.each(["zeroWithError", "systemError"] as const)("C-26 %s: the refund failed, and the manager reads why", async (kind) => {
    const { uuid, mdOrder } = await paid();
    await bank.addFault({ method: "refund", kind });
    const answer = await crm.refund({ invoice: uuid, amount: "300.00" });
    expect(answer.ok).toBe(false);
    expect(answer.message).toMatch(/Операция отклонена|Системная ошибка/);
    expect((await bank.order(mdOrder)).refunded).toBe(0);
    expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }]);
    await letAllSettle();
    await expectAgreement();
  });
});

describe("questions", () => {
  it("C-28 an order the bank does not know yet is asked about again, and is never cancelled for it", async () => {
    const shop = await openShop();
    const { uuid, link } = await issue(shop, "1000.00");
    const { mdOrder } = await openAsPayer(link);
    const unknown = JSON.stringify({ errorCode: "6", errorMessage: "Заказ не найден", merchantOrderParams: [], attributes: [] });
    await bank.addFault({ method: "getOrderStatusExtended", kind: "custom", status: 200, contentType: "text/plain", body: unknown, times: 2 });
    await letAllSettle();
    expect(await thePayment()).toMatchObject({ status: "pending" });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    await expectAgreement();
  });

  it("C-28 are asked by the bank's own id, and by our number only while that is not known", async () => {
    const shop = await openShop();
    await bank.addFault({ method: "register", kind: "answerLost" });
    await openAsPayer((await issue(shop)).link);
    await letAllSettle();
    const questions = await bank.requests({ method: "getOrderStatusExtended" });
    expect(questions[0]?.fields).toHaveProperty("orderNumber");
    expect(questions.at(-1)?.fields).toHaveProperty("orderId");
  });
});

it("a press that was told 'pending' hears that the refund it had joined was refused after all", async () => {
  const { uuid } = await paid();
  await bank.addFault({ method: "refund", kind: "systemError", effect: false });
  await bank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 1_500 });
  const first = crm.refund({ invoice: uuid });
  await expect.poll(async () => (await db.operation.findFirst({ where: { kind: "refund" } }))?.state).toBe("unknown");
  const second = await crm.refund({ invoice: uuid });
  expect([second.ok, (await first).ok]).toEqual([true, false]);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "0.00" });
  await expectAgreement();
});

describe("R1 this process died", () => {
  it("between writing the intention down and sending it: nothing happened, and it can be asked for again", async () => {
    const { uuid, mdOrder } = await paid();
    const { id, attempts } = await thePayment();
    const before = { held: "0", deposited: "100000", refunded: "0" };
    const operation = await db.operation.create({
      data: { paymentId: id, attemptId: attempts[0]?.id ?? "", kind: "refund", businessKey: "crashed", amount: 30_000n, before, state: "sent", sentAt: new Date(), requestedBy: "crm" },
    });
    await db.refund.create({ data: { paymentId: id, attemptId: attempts[0]?.id ?? "", operationId: operation.id, amount: 30_000n, origin: "crm" } });
    await letAllSettle();
    expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }]);
    expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
    expect((await bank.order(mdOrder)).refunded).toBe(30_000);
  });

  it("between the bank's answer and writing it down: the money is found, not asked for again", async () => {
    const { uuid, mdOrder } = await paid();
    await crm.refund({ invoice: uuid, amount: "300.00" });
    await letAllSettle();
    await db.$executeRaw`UPDATE "Operation" SET state = 'sent', "finishedAt" = NULL, "freshFromSeq" = NULL WHERE kind = 'refund'`;
    await db.refund.updateMany({ data: { status: "pending", finishedAt: null, toldStatus: null } });
    await db.payment.updateMany({ data: { refunded: 0 } });
    await db.attempt.updateMany({ data: { deposited: 100_000, refunded: 0 } });
    await letAllSettle();
    expect((await bank.order(mdOrder)).refunded).toBe(30_000);
    expect(await asked("refund")).toBe(1);
    expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded", origin: "crm" }]);
    await expectAgreement();
  });

  it("while registering: whoever opens the link later gets an order that can be paid, and only one", async () => {
    const shop = await openShop();
    const { uuid, link } = await issue(shop, "1000.00");
    await db.$executeRaw`UPDATE "Attempt" SET state = 'planned', "mdOrder" = NULL, "formUrl" = NULL, "registeredAt" = NULL, "createdAt" = now() - interval '2 minutes'`;
    await db.$executeRaw`UPDATE "Operation" SET state = 'sent', "finishedAt" = NULL, "sentAt" = now() - interval '2 minutes'`;
    await db.$executeRaw`UPDATE "Payment" SET "leaseToken" = 'dead', "leaseUntil" = now() - interval '1 second'`;
    const { status, mdOrder } = await openAsPayer(link);
    expect(status).toBe(302);
    expect((await bank.orders()).filter((order) => order.status === 0).map((order) => order.mdOrder)).toEqual([mdOrder]);
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    await expectAgreement();
  });
});

it("an old installation that ignores both guards: a double press and a lost answer still refund once", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.editMerchant(MERCHANT, { money: { externalRefundId: false, expectedDepositedAmount: false } });
  await crm.refund({ invoice: uuid, amount: "300.00", twice: true });
  expect((await bank.order(mdOrder)).refunded).toBe(30_000);
  await bank.addFault({ method: "refund", kind: "answerLost" });
  await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
  expect((await crm.refund({ invoice: uuid, amount: "200.00" })).invoice?.refunds).toMatchObject([{}, { status: "pending" }]);
  expect((await crm.refund({ invoice: uuid, amount: "200.00" })).ok).toBe(true);
  await bank.clearFaults();
  await letAllSettle();
  expect((await bank.order(mdOrder)).refunded).toBe(50_000);
  expect(crm.getInvoice({ invoice: uuid }).refundedAmount).toBe("500.00");
});
