import { bank, crm, invoiceWith, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { held, letAllSettle, MERCHANT, opened, openProblems, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { letHubAge, openDifferences, reconcile } from "#testing/reconciled-shop.ts";
import { sandboxMerchant } from "#sandbox/bank/index.ts";
import { beforeEach, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";

/** All that happens at the bank happened hours ago. */
beforeEach(async () => {
  await bank.advance(-3 * 3_600_000);
});

const lose = () => bank.editMerchant(MERCHANT, { callback: { lose: -1 } });

it("C-44 finds a payment whose notification was lost, shows all three sides, and forgets it when time has put it right", async () => {
  const { shop, mdOrder, uuid } = await opened("1999.90");
  await lose();
  await bank.payAsPayer(mdOrder);
  await letHubAge(180);
  const run = await reconcile(shop.syncId);
  expect(run).toMatchObject({ state: "done", bankOrders: 1, ownOrders: 1, foreignOrders: 0, agreed: 0, different: 1, notJudged: 0, crmNotJudged: 0, crmError: null, error: null });
  const difference = await db.reconciliationDifference.findFirstOrThrow();
  expect(difference).toMatchObject({ kind: "state_differs", cause: "paid_unheard", solvedAt: null, paymentId: (await thePayment()).id });
  expect(difference.values).toMatchObject({
    bank: { status: 2, captured: "199990", refunded: "0" },
    hub: { paymentStatus: "pending", captured: "0" },
    crm: { status: "pending", amount: "199990" },
  });
  expect(await openProblems()).toEqual(["reconciliation_differs"]);
  expect(await thePayment()).toMatchObject({ status: "pending" }); // looking changes nothing
  await reconcile(shop.syncId);
  expect(await db.reconciliationDifference.count()).toBe(1); // the same one, seen again
  await settleAttempt(difference.attemptId ?? "");
  await invoiceWith(uuid, "succeeded");
  expect(await reconcile(shop.syncId)).toMatchObject({ agreed: 1, different: 0 });
  expect((await db.reconciliationDifference.findFirstOrThrow()).solvedAt).not.toBeNull();
  expect(await openProblems()).toEqual([]);
  expect(await db.reconciliationItem.count()).toBe(0);
});

it("says nothing of what has only just happened", async () => {
  const { shop, mdOrder } = await opened();
  await lose();
  await bank.payAsPayer(mdOrder);
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", different: 0, notJudged: 1 });
  expect(await openDifferences()).toEqual([]);
});

it("agrees with payments in every state, with refunds of either side", async () => {
  const shop = await openShop();
  const pay = async (sum: string) => {
    const { uuid, link } = await issue(shop, sum);
    const { mdOrder } = await openAsPayer(link);
    await bank.payAsPayer(mdOrder);
    await invoiceWith(uuid, "succeeded");
    return { uuid, mdOrder };
  };
  await issue(shop);
  await pay("100.00");
  const [partly, wholly, atBank] = [await pay("200.00"), await pay("300.00"), await pay("400.00")];
  await crm.refund({ invoice: partly.uuid, amount: "50.00" });
  await crm.refund({ invoice: wholly.uuid });
  await bank.refund(atBank.mdOrder, 5_000);
  const { uuid } = await issue(shop);
  await crm.cancel({ invoice: uuid });
  await letAllSettle();
  await letHubAge(180);
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", bankOrders: 6, ownOrders: 6, agreed: 6, different: 0, notJudged: 0, crmNotJudged: 0 });
});

it("agrees with holds and with parts captured of them", async () => {
  const { shop, uuid } = await held("1000.00");
  await letHubAge(180);
  expect(await reconcile(shop.syncId)).toMatchObject({ agreed: 1, different: 0, notJudged: 0, crmNotJudged: 0 });
  await crm.approve({ invoice: uuid, amount: "300.00" });
  await letAllSettle();
  await letHubAge(180);
  expect(await reconcile(shop.syncId)).toMatchObject({ agreed: 1, different: 0, notJudged: 0, crmNotJudged: 0 });
});

it("leaves the website's orders of the same login alone, paid or not", async () => {
  const { shop } = await paid();
  await letHubAge(180);
  const { login: userName, password } = sandboxMerchant;
  for (const orderNumber of ["1042", "W-7-2", "W-8"]) {
    const form = new URLSearchParams({ userName, password, orderNumber, amount: "5000", returnUrl: "https://shop.example/" });
    const answer = await fetch(`${process.env["ALFABANK_TEST_URL"] ?? ""}register.do`, { method: "POST", body: form });
    const { orderId } = (await answer.json()) as { orderId: string };
    if (orderNumber === "1042") await bank.payAsPayer(orderId);
  }
  expect(await reconcile(shop.syncId)).toMatchObject({ bankOrders: 4, ownOrders: 1, foreignOrders: 3, agreed: 1, different: 0, notJudged: 0 });
  expect(await openDifferences()).toEqual([]);
});

it("finds a refund made in the bank's cabinet long after the payment", async () => {
  const { shop, mdOrder } = await paid("1000.00");
  await letHubAge(40 * 24 * 60);
  await db.$executeRaw`UPDATE "Attempt" SET "paidAt" = "paidAt" - interval '40 days'`;
  await lose();
  await bank.refund(mdOrder, 30_000);
  expect(await reconcile(shop.syncId)).toMatchObject({ different: 1 });
  expect(await openDifferences()).toEqual(["refund_differs refund_unheard"]);
});

it("does not guess where the bank hides amounts", async () => {
  const { shop, uuid } = await paid("1000.00");
  await crm.refund({ invoice: uuid, amount: "300.00" });
  await letAllSettle();
  await letHubAge(180);
  await bank.editMerchant(MERCHANT, { gateway: { statusVersion: 1 } });
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", different: 0, notJudged: 1 });
});

it("finds what was changed behind the hub's back in its own books", async () => {
  const { shop } = await paid("1000.00");
  await letHubAge(180);
  await db.$executeRaw`UPDATE "Payment" SET status = 'pending', captured = 0`;
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["state_differs books_stale"]);
  // RetailCRM is right here, and must not be told what the hub has.
  expect(await db.reconciliationDifference.findFirstOrThrow()).toMatchObject({ values: { hub: { paymentStatus: "pending" }, crm: { status: "succeeded" } } });
});

it("finds orders that a restored database has no record of", async () => {
  const { shop, mdOrder, link, uuid } = await opened();
  await letHubAge(180);
  await db.$executeRaw`UPDATE "Payment" SET "firstOpenedAt" = "firstOpenedAt" - interval '3 hours'`;
  await bank.expire(mdOrder);
  const second = await openAsPayer(link);
  await bank.payAsPayer(second.mdOrder);
  await invoiceWith(uuid, "succeeded");
  // The dump is from before the second order.
  const lost = await db.attempt.findFirstOrThrow({ where: { seq: 2 } });
  await db.$executeRaw`DELETE FROM "Receipt"`;
  await db.$executeRaw`UPDATE "Notification" SET "attemptId" = NULL`;
  await db.$executeRaw`DELETE FROM "Operation" WHERE "attemptId" = ${lost.id}::uuid`;
  await db.$executeRaw`DELETE FROM "Attempt" WHERE id = ${lost.id}::uuid`;
  await db.$executeRaw`UPDATE "Payment" SET status = 'pending', captured = 0, "paidAt" = NULL`;
  await letHubAge(180);
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["missing_in_hub order_unrecorded"]);
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["missing_in_hub order_unrecorded"]);
  // Money that moves on it a moment ago may not be judged yet, but solves nothing.
  await bank.advance(3 * 3_600_000);
  await bank.refund(second.mdOrder, 10_000);
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["missing_in_hub order_unrecorded"]);
});
