import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { asked, letAllSettle, MERCHANT, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { sweep } from "#lib/sweep.ts";
import { transaction } from "#lib/transaction.ts";
import { requestDelivery } from "./request-delivery.ts";

/** What changes while RetailCRM is being told. */

const crmIsSlow = () => crm.addFault({ endpoint: "update-invoice", kind: "delay", delayMs: 3_000, times: 1 });
const crmIsBeingTold = () => until(async () => (await thePayment()).deliveryUntil !== null, "RetailCRM to be told");

const tellAgain = async () => {
  const { id } = await thePayment();
  await transaction(async (tx) => {
    await lockPayment(tx, id);
    await requestDelivery(tx, id);
  });
};

it("a refund that is refused while it is being told as pending ends in RetailCRM, too", async () => {
  const { uuid } = await paid();
  await letAllSettle();
  await bank.editMerchant(MERCHANT, { permissions: { refund: false } });
  await bank.addFault({ method: "refund", kind: "latency", latencyMs: 1_500, effect: true });
  const refunding = crm.refund({ invoice: uuid, amount: "300.00" });
  await until(async () => (await bank.faults()).length === 0, "the bank to be asked");
  crmIsSlow();
  await tellAgain();
  await crmIsBeingTold();
  expect((await refunding).ok).toBe(false);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).refunds.filter(({ status }) => status !== "canceled")).toEqual([]);
  expect((await thePayment()).refunds.map(({ status, toldStatus }) => [status, toldStatus])).toEqual([["canceled", "canceled"]]);
});

it("money that comes while something else is being told is checked all the same", async () => {
  const shop = await openShop({ confirmation: "manual" });
  const { link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  crm.setVerdict({ mode: "refuse", text: "Заказ отменён" });
  crmIsSlow();
  await tellAgain();
  await crmIsBeingTold();
  await bank.payAsPayer(mdOrder);
  await letAllSettle();
  expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
});

it("a hold that comes after the cancel is let go, also while RetailCRM takes no messages", async () => {
  const shop = await openShop({ confirmation: "manual" });
  await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "canceled");
  await db.connection.updateMany({ data: { keyRefusedAt: new Date() } });
  await bank.payAsPayer(mdOrder);
  await until(async () => (await thePayment()).held > 0n, "the hold to be seen");
  await db.attempt.updateMany({ data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await sweep();
  await until(async () => (await bank.order(mdOrder)).status === 3, "the hold to be let go");
  expect(await asked("reverse")).toBe(1);
});
