import { bank, crm, hubUrl, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleAttempt } from "./settle-attempt.ts";

const payment = () => db.payment.findFirstOrThrow({ include: { attempts: { orderBy: { seq: "asc" } }, refunds: true, operations: true } });
const count = async (method: string) => (await bank.requests({ method })).length;

/** As if the quiet time after an unanswered write were over. */
const letTimePass = () => db.$executeRaw`UPDATE "Operation" SET "sentAt" = "sentAt" - interval '3 minutes'`;

async function settleAll() {
  for (const { id } of (await payment()).attempts) await settleAttempt(id);
}

async function paid(sum = "1000.00", callbackToken?: string) {
  const shop = await openShop(callbackToken === undefined ? {} : { callbackToken });
  const { uuid, link } = await issue(shop, sum);
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  return { shop, uuid, link, mdOrder };
}

async function held() {
  const shop = await openShop({ confirmation: "manual" });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "waitingForCapture");
  return { shop, uuid, link, mdOrder };
}

it("C-56 refund whose answer is lost happens once, is pending and then settled", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.addFault({ method: "refund", kind: "answerLost" });
  const pressed = await crm.refund({ invoice: uuid, amount: "300.00" });
  expect(pressed.ok).toBe(true);
  await until(() => crm.getInvoice({ invoice: uuid }).refundedAmount === "300.00", "the refund in the CRM");
  expect(await count("refund")).toBe(1);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 30_000 });
  expect((await payment()).refunds).toMatchObject([{ status: "succeeded", amount: 30_000n, origin: "crm" }]);
});

it("C-56 refund that never reached the bank is not repeated: it ends as not done, and can be asked for again", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.addFault({ method: "refund", kind: "requestDropped" });
  await crm.refund({ invoice: uuid, amount: "300.00" });
  expect((await payment()).refunds).toMatchObject([{ status: "pending" }]);
  await letTimePass();
  await settleAll();
  // What RetailCRM shows its manager.
  expect((await payment()).refunds).toMatchObject([{ status: "canceled", comment: expect.stringMatching(/^Банк не вернул деньги: операция не выполнена/) as string }]);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 0 });
  expect(await db.problem.count({ where: { kind: "not_refunded", clearedAt: null } })).toBe(1);
  expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 30_000 });
});

it("C-56 double-clicked refund is one refund, two look-alike refunds one after the other are two", async () => {
  const { uuid, mdOrder } = await paid();
  expect((await crm.refund({ invoice: uuid, amount: "300.00", twice: true })).ok).toBe(true);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 30_000 });
  expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 60_000 });
  expect(await count("refund")).toBe(2);
});

it("C-53 refund without an amount gives back the rest; zero, negative and too much are refused without a call", async () => {
  const { uuid, mdOrder, shop } = await paid();
  await crm.refund({ invoice: uuid, amount: "300.00" });
  const { id } = await payment();
  for (const amount of ["0", "-5", "700.01", "1.005", "x"]) {
    const body = new URLSearchParams({ clientId: shop.clientId, refund: JSON.stringify({ paymentId: id, amount }) });
    const response = await fetch(`${hubUrl}/api/retailcrm/payment/refund`, { method: "POST", body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ success: false, errorMsg: expect.stringMatching(/\S/) as unknown });
  }
  expect(await count("refund")).toBe(1);
  await crm.refund({ invoice: uuid });
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 100_000, deposited: 0 });
});

it("refund made by hand in the bank's cabinet reaches the CRM", async () => {
  const { uuid, mdOrder } = await paid("1000.00", "a-key-for-signatures");
  await bank.refund(mdOrder, 25_000);
  await until(() => crm.getInvoice({ invoice: uuid }).refundedAmount === "250.00", "the cabinet's refund in the CRM");
  expect((await payment()).refunds).toMatchObject([{ origin: "bank", amount: 25_000n, status: "succeeded" }]);
  await bank.refund(mdOrder);
  await invoiceWith(uuid, "refundSucceeded");
});

it("C-55 approving: double press is one deposit, more than held is refused", async () => {
  const { uuid, mdOrder } = await held();
  expect((await crm.approve({ invoice: uuid, amount: "1200.00" })).message).toContain("1\u00a0000,00\u00a0₽");
  expect((await crm.approve({ invoice: uuid, amount: "700.00", twice: true })).ok).toBe(true);
  expect(await count("deposit")).toBe(1);
  expect(await bank.order(mdOrder)).toMatchObject({ deposited: 70_000 });
});

it("a deposit whose answer is lost is told as being checked and found done", async () => {
  const { uuid, mdOrder } = await held();
  await bank.addFault({ method: "deposit", kind: "answerLost" });
  await crm.approve({ invoice: uuid });
  expect((await invoiceWith(uuid, "succeeded")).amount).toBe("1000.00");
  expect(await count("deposit")).toBe(1);
  expect(await bank.order(mdOrder)).toMatchObject({ deposited: 100_000 });
});

it("cancelling a hold reverses it, and approving afterwards is answered clearly", async () => {
  const { uuid, mdOrder } = await held();
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "canceled");
  expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
  expect((await crm.approve({ invoice: uuid })).message).toContain("уже отменён");
  expect(await count("deposit")).toBe(0);
});

it("a hold that runs out at the bank is noticed and told to the CRM", async () => {
  const { uuid, mdOrder } = await held();
  await bank.editMerchant("r-sandbox-api", { callback: { lose: -1 } });
  await bank.reverse(mdOrder);
  await settleAll();
  expect((await invoiceWith(uuid, "canceled")).cancellationDetails).toContain("удержание");
});

it("cancelling an unpaid payment kills the link and the open bank page", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop);
  const { mdOrder } = await openAsPayer(link);
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "canceled");
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
  const again = await openAsPayer(link);
  expect(again).toMatchObject({ status: 200, location: null });
  expect(again.page).toContain("Платёж отменён");
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
});

it("money that comes after a cancel the bank would not carry out is reported as money, with a problem", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop);
  const { mdOrder } = await openAsPayer(link);
  await bank.editMerchant("r-sandbox-api", { permissions: { decline: false } });
  await crm.cancel({ invoice: uuid });
  await invoiceWith(uuid, "canceled");
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  expect(await db.problem.count({ where: { kind: "paid_after_cancel", clearedAt: null } })).toBe(1);
});

it("create: registration without an answer still gives the link, and opening it makes exactly one payable order", async () => {
  const shop = await openShop();
  await bank.addFault({ method: "register", kind: "answerLost" });
  const { issued, link } = await issue(shop);
  expect(issued.ok).toBe(true);
  const { status, mdOrder } = await openAsPayer(link);
  expect(status).toBe(302);
  const orders = await bank.orders();
  expect(orders).toHaveLength(2);
  expect(orders.filter((order) => order.status === 0).map((order) => order.mdOrder)).toEqual([mdOrder]);
});

it("create: a refusal of the bank is told to the manager and leaves nothing payable; a repeat works", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { password: "changed-at-the-bank" });
  const { issued } = await issue(shop);
  expect(issued.ok).toBe(false);
  expect(issued.message).toContain("Доступ запрещён");
  expect(await payment()).toMatchObject({ status: "canceled", version: 0 });
});

it("C-34 the bank knows the number already: the next one is taken", async () => {
  const shop = await openShop();
  await bank.addFault({
    method: "register",
    kind: "custom",
    status: 200,
    contentType: "text/plain",
    body: JSON.stringify({ errorCode: "1", errorMessage: "Заказ с таким номером уже обработан" }),
    times: 2,
  });
  const { issued } = await issue(shop);
  expect(issued.ok).toBe(true);
  const { attempts } = await payment();
  expect(attempts.map(({ state }) => state)).toEqual(["rejected", "rejected", "registered"]);
  expect(new Set(attempts.map(({ orderNumber }) => orderNumber)).size).toBe(3);
});

it("C-38 C-40 identical notifications and the payer's return at once: one change, one message to the CRM", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { callback: { copies: 5 } });
  const { uuid, link } = await issue(shop);
  const { mdOrder } = await openAsPayer(link);
  await Promise.all([bank.payAsPayer(mdOrder), fetch(`${link}/result`), fetch(`${link}/result`)]);
  await invoiceWith(uuid, "succeeded");
  await bank.settle();
  expect(await db.paymentEvent.count({ where: { kind: "paid" } })).toBe(1);
  expect(await db.delivery.count()).toBe(1);
});

it("C-43 a lost notification costs only time: polling finds the money", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { callback: { lose: -1 } });
  const { uuid, link } = await issue(shop);
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  const { attempts } = await payment();
  expect(attempts[0]?.nextCheckAt?.getTime()).toBeLessThan(Date.now() + 31_000);
  await settleAll();
  await invoiceWith(uuid, "succeeded");
});
