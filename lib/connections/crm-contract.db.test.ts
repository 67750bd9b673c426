import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { held, letAllSettle, openProblems, opened, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { registerModule } from "./register-module.ts";

/** The contract tests named at the end of section 11 of the CRM's protocol that have no place of their own elsewhere. */

const told = (uuid: string, status: string) =>
  crm.events({ kind: "api", name: "update-invoice" }).filter(({ request, status: answered }) => {
    const { updateInvoice: update } = request as { updateInvoice?: { invoiceUuid?: string; status?: string } };
    return update?.invoiceUuid === uuid && update.status === status && answered === 200;
  });

type Switches = Parameters<typeof crm.setSwitches>[0];

/** What the protocol leaves open, read the other way round; the default reading is what every other test runs with. */
const readings: [string, Switches][] = [
  ["writes answer 201", { writeStatus: 201 }],
  ["errors are a list", { errorsShape: "list" }],
  ["a paid module: info is an object", { paidModule: true }],
  ["a published module", { modulePublished: true }],
  ["edit merges", { editMerges: true }],
  ["illegal moves of an invoice are refused", { strictTransitions: true }],
  ["unknown fields are refused", { rejectUnknownFields: true }],
  ["an invoice waits while its callback is answered", { lockDuringCallback: "wait" }],
  ["an invoice is locked while its callback is answered", { lockDuringCallback: "refuse" }],
  ["check takes less than the invoice", { checkAcceptsLower: true }],
  ["check does not look at the order", { checkComparesOrder: false }],
  ["check needs the right to read payments", { checkNeedsReadScope: true }],
  ["settings may not be read", { settingsForbidden: true }],
  ["amounts are texts", { amountFormat: "string" }],
  ["amounts carry the noise of floats", { amountFormat: "noisy" }],
  ["cancel carries no amount", { cancelCarriesAmount: false }],
  ["create carries no order id, items or customer", { sendOrderId: false, sendItems: false, sendCustomer: false }],
  ["answers that are not 200 are not read", { showErrorsOfFailedCallbacks: false }],
];

describe("the whole story, whichever way an open point of the protocol is read", () => {
  it.each(readings)("%s", async (_, switches) => {
    crm.setSwitches(switches);
    const shop = await openShop({ confirmation: "manual" });
    expect(await db.connection.findFirstOrThrow()).toMatchObject({ registrationState: "registered", registrationError: null });
    const first = await issue(shop, "1000.10");
    const second = await issue(shop, "500.00");
    expect([first.issued.message, second.issued.message]).toEqual([null, null]);
    await bank.payAsPayer((await openAsPayer(first.link)).mdOrder);
    await invoiceWith(first.uuid, "waitingForCapture");
    expect(await crm.approve({ invoice: first.uuid, amount: "700.05" })).toMatchObject({ ok: true });
    // News that the CRM would not take before it had our answer come with their next try.
    await letAllSettle();
    expect((await invoiceWith(first.uuid, "succeeded")).amount).toBe("700.05");
    expect(await crm.refund({ invoice: first.uuid, amount: "300.00" })).toMatchObject({ ok: true });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: first.uuid }).refundedAmount).toBe("300.00");
    expect(await crm.refund({ invoice: first.uuid })).toMatchObject({ ok: true });
    await letAllSettle();
    await invoiceWith(first.uuid, "refundSucceeded");
    expect(await crm.cancel({ invoice: second.uuid })).toMatchObject({ ok: true });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: second.uuid }).status).toBe("canceled");
    expect(await openProblems()).toEqual([]);
    expect(await db.delivery.count({ where: { state: { in: ["pending", "held", "failed"] } } })).toBe(0);
  });
});

it.each(["error-503", "error-429", "html-405"] as const)("3) update-invoice survives %s five times", async (kind) => {
  const { uuid, mdOrder } = await opened();
  crm.addFault({ endpoint: "update-invoice", kind, times: 5 });
  await bank.payAsPayer(mdOrder);
  await letAllSettle();
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  expect(crm.listFaults()).toEqual([]);
  expect(told(uuid, "succeeded")).toHaveLength(1);
  expect(await openProblems()).toEqual([]);
});

it.each(["json", "html"] as const)("3) the limit of requests, answered in %s: everything is told once it is over", async (limitBody) => {
  const { uuid, mdOrder } = await opened();
  crm.setSwitches({ limitStatus: 429, limitBody, requestsPerSecond: 1 });
  await bank.payAsPayer(mdOrder);
  await letAllSettle();
  crm.setSwitches({ requestsPerSecond: 0 });
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  expect(await openProblems()).toEqual([]);
});

it("4) money taken, and this process died before it told the CRM: told after the restart", async () => {
  const { uuid, mdOrder } = await opened();
  crm.addFault({ endpoint: "update-invoice", kind: "drop-before", times: null });
  await bank.payAsPayer(mdOrder);
  await until(async () => (await thePayment()).status === "succeeded", "the payment in the hub");
  // The telling that fails is over: it is nobody's of those that follow.
  await bank.settle();
  await drainBackground();
  // What a dead process leaves behind: the row, a claim nobody holds any more, and no job.
  await db.payment.updateMany({ data: { deliveryToken: "dead", deliveryUntil: new Date(Date.now() - 1) } });
  await db.$executeRaw`DELETE FROM pgboss.job`;
  crm.clearFaults();
  await db.delivery.updateMany({ where: { state: "pending" }, data: { nextTryAt: new Date(Date.now() - 60_000) } });
  const { sweep } = await import("#lib/sweep.ts");
  await sweep();
  expect((await invoiceWith(uuid, "succeeded")).amount).toBe("1000.00");
  expect(told(uuid, "succeeded")).toHaveLength(1);
});

it("9) a refund of 500 and of the rest: fully refunded is told exactly once", async () => {
  const { uuid } = await paid("1000.00");
  expect(await crm.refund({ invoice: uuid, amount: "500.00" })).toMatchObject({ ok: true });
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "500.00", refundable: true });
  expect(await crm.refund({ invoice: uuid })).toMatchObject({ ok: true });
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "1000.00", refundable: false });
  expect(told(uuid, "refundSucceeded")).toHaveLength(1);
  expect(new Set(crm.getInvoice({ invoice: uuid }).refunds.map(({ externalId }) => externalId)).size).toBe(2);
});

describe("11) a module that is frozen or switched off", () => {
  const changes = [
    ["frozen", { freeze: true }, /приостановлен/],
    ["switched off", { active: false }, /выключен/],
  ] as const;

  it.each(changes)("%s: a late payment is settled and reported, a new invoice is refused with the reason", async (_, change, words) => {
    const { shop, uuid, mdOrder } = await opened();
    expect((await crm.setActivity(change)).outcome).toMatchObject({ success: true });
    await bank.payAsPayer(mdOrder);
    await invoiceWith(uuid, "succeeded");
    expect((await issue(shop)).issued).toMatchObject({ ok: false, message: expect.stringMatching(words) as unknown });
    expect(await crm.refund({ invoice: uuid, amount: "1.00" })).toMatchObject({ ok: true });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).refundedAmount).toBe("1.00");
    expect(await openProblems()).toEqual(["module_off"]);
  });

  it.each(changes)("%s: what is held can be approved, what is unpaid cancelled, and registering leaves the switch alone", async (_, change) => {
    const { shop, uuid } = await held();
    const other = await issue(shop);
    await crm.setActivity(change);
    expect(await crm.approve({ invoice: uuid })).toMatchObject({ ok: true });
    await invoiceWith(uuid, "succeeded");
    expect(await crm.cancel({ invoice: other.uuid })).toMatchObject({ ok: true });
    await invoiceWith(other.uuid, "canceled");
    await db.connection.updateMany({ data: { registrationVersion: { increment: 1 }, registrationState: "pending" } });
    await registerModule(shop.connectionId);
    expect(crm.listModules()[0]?.active).toBe(!("active" in change));
  });

  it("and on again: invoices are issued as before, nothing is left to mend", async () => {
    const shop = await openShop();
    await crm.setActivity({ freeze: true });
    await crm.setActivity({ freeze: false });
    expect((await issue(shop)).issued).toMatchObject({ ok: true });
    expect(await openProblems()).toEqual([]);
  });
});
