import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { asked, eventsOf, held, letAllSettle, MERCHANT, opened, openProblems, paid, thePayment, toldTimes } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { resumeDeliveries } from "#lib/deliveries/resume-deliveries.ts";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { transaction } from "#lib/transaction.ts";
import { deliverPayment } from "./deliver-payment.ts";
import { repeatDelivery } from "./repeat-delivery.ts";
import { requestDelivery } from "./request-delivery.ts";

const told = () =>
  crm.events({ kind: "api", name: "update-invoice" }).map(({ request }) => (request as { updateInvoice: Record<string, unknown> }).updateInvoice);

const states = async () => (await thePayment()).deliveries.map(({ state }) => state);

const makeDue = () => db.delivery.updateMany({ where: { state: "pending" }, data: { nextTryAt: new Date() } });

async function payQuietly(mdOrder: string): Promise<void> {
  await bank.payAsPayer(mdOrder);
  await bank.settle();
  await drainBackground();
}

describe("the CRM in trouble", () => {
  it.each(["error-500", "error-503", "error-429", "drop-before", "html-405", "success-false", "errors-list"] as const)(
    "%s: kept, tried again on schedule, told once it works",
    async (kind) => {
      const { uuid, mdOrder } = await opened();
      crm.addFault({ endpoint: "update-invoice", kind, times: 2 });
      await payQuietly(mdOrder);
      const [waiting] = (await thePayment()).deliveries;
      expect(waiting).toMatchObject({ state: "pending", tries: 1 });
      const wait = ((waiting?.nextTryAt?.getTime() ?? 0) - Date.now()) / 1000;
      expect(wait).toBeGreaterThan(1);
      expect(wait).toBeLessThanOrEqual(6);
      await deliverPayment((await thePayment()).id);
      expect(toldTimes()).toBe(1); // not before its time
      await letAllSettle();
      expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
      expect(await states()).toEqual(["delivered"]);
      expect(await openProblems()).toEqual([]);
    },
  );

  it("an answer that was lost: the same is told again, and the CRM has one refund of each", async () => {
    const { uuid } = await paid();
    crm.addFault({ endpoint: "update-invoice", kind: "drop-after", times: 1 });
    await crm.refund({ invoice: uuid, amount: "300.00" });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).refunds).toHaveLength(1);
    expect(crm.getInvoice({ invoice: uuid }).refundedAmount).toBe("300.00");
  });

  it("C-77 R8 limited for a while, then well again: every one of many is told, in order, at most ten calls a second", async () => {
    const shop = await openShop();
    const made = [];
    for (let number = 0; number < 12; number++) {
      const { uuid, link } = await issue(shop, "100.00");
      const { mdOrder } = await openAsPayer(link);
      made.push({ uuid, mdOrder });
    }
    crm.setSwitches({ requestsPerSecond: 10 });
    crm.addFault({ endpoint: "update-invoice", kind: "error-503", times: 12 });
    for (const { mdOrder } of made) await bank.payAsPayer(mdOrder);
    await bank.settle();
    await drainBackground();
    expect(await db.delivery.count({ where: { state: "pending" } })).toBe(12);
    await makeDue();
    const ids = (await db.payment.findMany({ select: { id: true } })).map(({ id }) => id);
    await Promise.all(ids.map((id) => deliverPayment(id)));
    expect(made.map(({ uuid }) => crm.getInvoice({ invoice: uuid }).status)).toEqual(made.map(() => "succeeded"));
    const times = crm.events({ kind: "api" }).map(({ at }) => Date.parse(at));
    for (const start of times) expect(times.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(10);
    expect(crm.events({ kind: "api" }).filter(({ status, fault }) => status === 503 && fault === null)).toEqual([]);
  });

  it("given up after the whole schedule: a person is called, and can send it by hand", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: null });
    await payQuietly(mdOrder);
    await db.delivery.updateMany({ data: { createdAt: new Date(Date.now() - 73 * 3_600_000), nextTryAt: new Date() } });
    const { id } = await thePayment();
    await deliverPayment(id);
    expect(await states()).toEqual(["failed"]);
    expect(await openProblems()).toEqual(["delivery_failed"]);
    crm.clearFaults();
    await repeatDelivery("user:test", id);
    await drainBackground();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    expect(await openProblems()).toEqual([]);
  });
});

describe("F9 the CRM refuses our key", () => {
  it("everything is kept and nothing hammered; with a working key all of it goes out, newest states only", async () => {
    const { uuid, mdOrder } = await opened();
    const [key] = crm.listKeys();
    crm.revokeKey({ key: key?.id ?? "" });
    await payQuietly(mdOrder);
    expect(await states()).toEqual(["held"]);
    expect(await openProblems()).toEqual(["crm_key_refused"]);
    const before = crm.events({ kind: "api" }).length;
    await bank.refund(mdOrder, 30_000);
    await bank.settle();
    await drainBackground();
    await sweep();
    await deliverPayment((await thePayment()).id);
    await drainBackground();
    expect(crm.events({ kind: "api" })).toHaveLength(before);
    crm.editKey({ key: key?.id ?? "", active: true });
    const { connectionId } = await thePayment();
    await transaction((tx) => resumeDeliveries(tx, connectionId));
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "300.00" });
    expect(await openProblems()).toEqual([]);
  });

  it("a permission taken away is the same", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "forbidden", times: 1 });
    await payQuietly(mdOrder);
    expect(await states()).toEqual(["held"]);
    const { connectionId } = await thePayment();
    await transaction((tx) => resumeDeliveries(tx, connectionId));
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  });

  it("while it is refused payers can pay all the same", async () => {
    const { link, mdOrder } = await opened();
    crm.revokeKey({ key: crm.listKeys()[0]?.id ?? "" });
    await payQuietly(mdOrder);
    expect((await openAsPayer(link)).page).toContain("Заказ оплачен");
  });
});

describe("one at a time, the newest only, in order", () => {
  it("R5 ten at once tell it once", async () => {
    const { mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
    await payQuietly(mdOrder);
    await makeDue();
    const { id } = await thePayment();
    await Promise.all(Array.from({ length: 10 }, () => deliverPayment(id)));
    expect(toldTimes()).toBe(2);
  });

  it("a change that comes while the CRM is being told is told after it, also when the telling fails", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "delay", delayMs: 500, times: 1 });
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
    await bank.payAsPayer(mdOrder);
    await until(async () => (await db.payment.count({ where: { deliveryToken: { not: null } } })) === 1, "the telling");
    await bank.refund(mdOrder, 30_000);
    await bank.settle();
    await drainBackground();
    expect(await states()).toEqual(["superseded", "delivered"]);
    expect(told().map(({ status, refund }) => [status, refund !== undefined])).toEqual([
      ["succeeded", false],
      ["succeeded", true],
    ]);
    expect(crm.getInvoice({ invoice: uuid }).refundedAmount).toBe("300.00");
  });

  it("states that nobody heard of are skipped: the CRM gets the newest", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
    await payQuietly(mdOrder);
    await bank.refund(mdOrder);
    await letAllSettle();
    expect(told().slice(1).map(({ status }) => status)).toEqual(["refundSucceeded"]);
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "1000.00" });
  });

  it("R3 whoever was telling died: taken over when his claim runs out, and found by the sweep if the job is gone", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
    await payQuietly(mdOrder);
    await db.$executeRaw`UPDATE "Payment" SET "deliveryToken" = 'dead', "deliveryUntil" = now() + interval '1 minute'`;
    await db.delivery.updateMany({ data: { nextTryAt: new Date(Date.now() - 60_000) } });
    await db.$executeRaw`DELETE FROM pgboss.job`;
    await deliverPayment((await thePayment()).id);
    expect(toldTimes()).toBe(1);
    await db.$executeRaw`UPDATE "Payment" SET "deliveryUntil" = now() - interval '1 second'`;
    await sweep();
    await drainBackground();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  });

  it("a request to tell again is told again, with the same words", async () => {
    const { uuid } = await paid();
    const { id } = await thePayment();
    await transaction((tx) => requestDelivery(tx, id));
    await drainBackground();
    const [first, second] = told();
    expect(second).toEqual(first);
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  });
});

it("a refund the bank refused is told to whoever asked, and is no refund in the CRM", async () => {
  const { uuid } = await paid();
  await bank.editMerchant(MERCHANT, { permissions: { refund: false } });
  expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(false);
  await bank.editMerchant(MERCHANT, { permissions: { refund: true } });
  expect((await crm.refund({ invoice: uuid, amount: "200.00" })).ok).toBe(true);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).refunds.map(({ amount, status }) => [amount, status])).toEqual([["200.00", "succeeded"]]);
});

it("C-67 when money came is told in the account's time, until when a hold waits too", async () => {
  await held();
  await drainBackground();
  const [first] = told();
  expect(first).toMatchObject({ status: "waitingForCapture", expiredAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string });
  const days = (Date.parse(`${String(first?.["expiredAt"]).replace(" ", "T")}+03:00`) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.99);
  expect(days).toBeLessThan(7.01);
  expect(await asked("deposit")).toBe(0);
  expect(await eventsOf("delivered")).toHaveLength(1);
});

it("the CRM that locks an invoice while it waits for our answer gets the news afterwards", async () => {
  const { uuid, mdOrder } = await opened("1000.00", { confirmation: "manual" });
  await payQuietly(mdOrder);
  await invoiceWith(uuid, "waitingForCapture");
  crm.setSwitches({ lockDuringCallback: "refuse" });
  expect((await crm.approve({ invoice: uuid })).ok).toBe(true);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
});
