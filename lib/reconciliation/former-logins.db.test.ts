import { bank, issue, openAsPayer, type Shop } from "#testing/rehearsal.ts";
import { letAllSettle, MERCHANT, opened, paid } from "#testing/rehearsed-payment.ts";
import { letHubAge, openDifferences, reconcile } from "#testing/reconciled-shop.ts";
import { beforeEach, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { updateSync } from "#lib/syncs/update-sync.ts";

beforeEach(async () => {
  await bank.advance(-3 * 3_600_000);
});

/** The shop has got another login at the bank; the old one is kept for its orders. */
async function changeLogin(shop: Shop): Promise<void> {
  const other = { login: "r-second-api", password: "Second&2" };
  await bank.addMerchant(other);
  const { id: userId } = await db.user.create({ data: { email: "owner@example.ru", passwordHash: "x" } });
  await db.membership.create({ data: { userId, connectionId: shop.connectionId, role: "owner" } });
  await updateSync({ userId }, shop.syncId, { environment: "test", ...other }, "ru");
}

/** One order of a login the shop had before, and a paid one of today's that the hub has not heard of. */
async function shopWithTwoLogins() {
  const { shop } = await paid("1000.00");
  await changeLogin(shop);
  const { link } = await issue(shop, "500.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await letAllSettle();
  await letHubAge(180);
  await db.$executeRaw`UPDATE "Attempt" SET deposited = 0 WHERE "bankLogin" = 'r-second-api'`;
  await db.$executeRaw`UPDATE "Payment" SET status = 'pending', captured = 0 WHERE amount = 50000`;
  return shop;
}

it("asks about orders of a login the sync had before with that login, and says nothing of those nobody can ask about any more", async () => {
  const { shop, mdOrder } = await opened("1000.00");
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  await changeLogin(shop);
  await letHubAge(180);
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", bankOrders: 1, ownOrders: 1, different: 1 });
  expect(await openDifferences()).toEqual(["state_differs paid_unheard"]);
  await db.formerAccess.deleteMany();
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", bankOrders: 0, different: 0, notJudged: 1, listRefused: null });
  expect(await openDifferences()).toEqual(["state_differs paid_unheard"]); // not seen to be right
});

it.each([
  ["refuses the list", { kind: "custom" as const, status: 200, contentType: "text/plain", body: JSON.stringify({ errorCode: "5", errorMessage: "Доступ запрещён" }) }],
  ["does not answer", { kind: "empty502" as const }],
])("a login of before that %s leaves its own orders unjudged, and no others", async (_, fault) => {
  const shop = await shopWithTwoLogins();
  await bank.addFault({ method: "*", merchant: MERCHANT, times: -1, ...fault });
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", bankOrders: 1, different: 1, notJudged: 1, listRefused: null });
  expect(await openDifferences()).toEqual(["state_differs paid_unheard"]);
});

it("a login of the built-in bank, which is switched off, is left out", async () => {
  const shop = await shopWithTwoLogins();
  await db.$executeRaw`UPDATE "Attempt" SET environment = 'sandbox' WHERE "bankLogin" = ${MERCHANT}`;
  await db.formerAccess.updateMany({ data: { environment: "sandbox" } });
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", different: 1, notJudged: 1 });
});

it("finds a refund in the cabinet of a login the sync had before, long after the payment", async () => {
  const { shop, mdOrder } = await paid("1000.00");
  await changeLogin(shop);
  await letHubAge(40 * 24 * 60);
  await db.$executeRaw`UPDATE "Attempt" SET "paidAt" = "paidAt" - interval '40 days'`;
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.refund(mdOrder, 30_000);
  expect(await reconcile(shop.syncId)).toMatchObject({ different: 1 });
  expect(await openDifferences()).toEqual(["refund_differs refund_unheard"]);
});

it("an order without a record at a login of before stays open until that login's list can be read again", async () => {
  const shop = await shopWithTwoLogins();
  const { paymentId, createdAt } = await db.attempt.findFirstOrThrow({ where: { bankLogin: MERCHANT } });
  const { connectionId, syncId } = shop;
  const order = { subject: "lost-2", orderNumber: "lost-2", day: createdAt, values: {}, lastRunId: newUuid() };
  await db.reconciliationDifference.create({ data: { ...order, connectionId, syncId, paymentId, kind: "missing_in_hub", cause: "order_unrecorded" } });
  const isOpen = async () => (await openDifferences()).includes("missing_in_hub order_unrecorded");
  await bank.addFault({ method: "*", merchant: MERCHANT, times: -1, kind: "empty502" });
  await reconcile(syncId);
  expect(await isOpen()).toBe(true);
  await bank.clearFaults();
  await reconcile(syncId);
  expect(await isOpen()).toBe(false);
});
