import { bank, crmUrl, openShop } from "#testing/rehearsal.ts";
import { letAllSettle, MERCHANT, opened, paid } from "#testing/rehearsed-payment.ts";
import { letHubAge, noPace, openDifferences, reconcile, runToDo } from "#testing/reconciled-shop.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { beforeEach, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { advanceRun } from "./advance-run.ts";
import { MAX_AT_ONCE } from "./run-lease.ts";
import { addDays, dayColumn, moscowDay } from "./moscow-days-state.ts";
import { startNightlyRuns } from "./start-nightly-runs.ts";
import { sweep } from "#lib/sweep.ts";

beforeEach(async () => {
  await bank.advance(-3 * 3_600_000);
});

const asked = async (method: string) => (await bank.requests({ method })).length;

/** A hand in RetailCRM that is not ours. */
async function tamper(uuid: string, change: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${crmUrl}/api/v5/payment/update-invoice`, {
    method: "POST",
    headers: { "x-api-key": sandboxAccount.apiKey },
    body: new URLSearchParams({ updateInvoice: JSON.stringify({ invoiceUuid: uuid, ...change }) }),
  });
  expect(response.ok).toBe(true);
}

it("finds what RetailCRM has otherwise", async () => {
  const { shop, uuid } = await paid("1000.00");
  await letHubAge(180);
  await tamper(uuid, { status: "succeeded", amount: 900 });
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["crm_amount_differs other_amount"]);
  expect(await db.reconciliationDifference.findFirstOrThrow()).toMatchObject({ values: { bank: { captured: "100000" }, crm: { amount: "90000" } } });
  await tamper(uuid, { status: "succeeded", amount: 1000, refund: { id: "foreign", status: "succeeded", amount: 10 } });
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["crm_refund_differs refund_unknown"]);
});

it("finds an invoice that RetailCRM does not know", async () => {
  const { shop } = await paid("1000.00");
  await letHubAge(180);
  await db.$executeRaw`UPDATE "Payment" SET "invoiceUuid" = gen_random_uuid()`;
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["crm_missing invoice_unknown"]);
});

it("with RetailCRM down judges the bank's part only, and takes nothing for solved that it could not see", async () => {
  const { shop, uuid } = await paid("1000.00");
  await letHubAge(180);
  await tamper(uuid, { status: "pending" });
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["crm_state_differs other_status"]);
  await db.connection.updateMany({ data: { keyRefusedAt: new Date() } });
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", agreed: 1, different: 0, crmNotJudged: 1, crmError: "unauthorized" });
  expect(await openDifferences()).toEqual(["crm_state_differs other_status"]);
  await db.connection.updateMany({ data: { keyRefusedAt: null, systemUrl: "http://127.0.0.1:9" } });
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", agreed: 1, crmNotJudged: 1 });
});

it("waits with RetailCRM until the message about it has got through", async () => {
  const { shop, uuid } = await paid("1000.00");
  await letHubAge(180);
  await tamper(uuid, { status: "pending" });
  await db.delivery.updateMany({ data: { state: "pending", nextTryAt: new Date(Date.now() + 3_600_000) } });
  expect(await reconcile(shop.syncId)).toMatchObject({ different: 0, crmNotJudged: 1, crmError: null });
});

it("asks one by one where the bank gives no list", async () => {
  const { shop, mdOrder } = await opened();
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  await letHubAge(180);
  await bank.addFault({ method: "getLastOrdersForMerchants", kind: "systemError", effect: false, times: 1 });
  const before = await asked("getOrderStatusExtended");
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", listRefused: "7", bankOrders: 0, different: 1 });
  expect(await asked("getOrderStatusExtended")).toBe(before + 1);
  expect(await openDifferences()).toEqual(["state_differs paid_unheard"]);
});

it("does not know an order of ours that the bank has forgotten", async () => {
  const { shop } = await opened();
  await letHubAge(180);
  await bank.reset();
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual(["missing_at_bank order_unknown"]);
});

it("goes on where it was interrupted, waits out a bank that does not answer, and fails in the end with a reason", async () => {
  const { shop } = await paid();
  await letHubAge(180);
  await bank.addFault({ method: "getLastOrdersForMerchants", kind: "empty502", times: -1 });
  const run = await reconcile(shop.syncId);
  expect(run).toMatchObject({ state: "running", tries: 1, leaseToken: null });
  expect(run.nextStepAt?.getTime()).toBeGreaterThan(Date.now());
  await bank.clearFaults();
  await advanceRun(run.id, noPace);
  expect(await db.reconciliationRun.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({ state: "done", agreed: 1 });
  await bank.addFault({ method: "getLastOrdersForMerchants", kind: "empty502", times: -1 });
  const hopeless = await reconcile(shop.syncId);
  for (let again = 0; again < 4; again++) await advanceRun(hopeless.id, noPace);
  const failed = await db.reconciliationRun.findUniqueOrThrow({ where: { id: hopeless.id } });
  expect(failed).toMatchObject({ state: "failed", error: "http_502" });
  expect(await db.reconciliationItem.count()).toBe(0);
});

it("hands over to the next job once its slice is over", async () => {
  const { shop } = await paid();
  await letHubAge(180);
  const { id } = await runToDo(shop.syncId);
  await advanceRun(id, { ...noPace, sliceSeconds: -1 });
  await drainBackground();
  expect(await db.reconciliationRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "done", agreed: 1 });
});

it("is taken over when its worker died, and by one worker only", async () => {
  const { shop } = await paid();
  await letHubAge(180);
  const { id } = await runToDo(shop.syncId);
  await db.$executeRaw`UPDATE "ReconciliationRun" SET "leaseToken" = 'dead', "leaseUntil" = now() + interval '1 minute'`;
  await advanceRun(id, noPace);
  expect(await db.reconciliationRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "running", leaseToken: "dead" });
  await db.$executeRaw`UPDATE "ReconciliationRun" SET "leaseUntil" = now() - interval '1 minute', "nextStepAt" = now() - interval '1 minute'`;
  await Promise.all([advanceRun(id, noPace), advanceRun(id, noPace), sweep()]);
  expect(await db.reconciliationRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "done", bankOrders: 1, agreed: 1 });
});

it("works on a few runs at a time, and one that ends lets the next begin", async () => {
  const { shop } = await paid();
  await letHubAge(180);
  const { id: _id, ...sync } = await db.sync.findUniqueOrThrow({ where: { id: shop.syncId } });
  for (let index = 0; index < MAX_AT_ONCE; index++) {
    const { id: syncId } = await db.sync.create({ data: { ...sync, fiscal: {}, capabilities: {}, shopCode: `shp-${String(index)}`, syncKey: `${String(index)}${sync.syncKey}` } });
    await runToDo(syncId, { leaseToken: "busy", leaseUntil: new Date(Date.now() + 60_000), nextStepAt: new Date(Date.now() + 60_000) });
  }
  const waiting = await runToDo(shop.syncId);
  await advanceRun(waiting.id, noPace);
  const stateOf = async () => (await db.reconciliationRun.findUniqueOrThrow({ where: { id: waiting.id } })).state;
  expect(await stateOf()).toBe("running");
  const busy = await db.reconciliationRun.findFirstOrThrow({ where: { leaseToken: "busy" } });
  await db.$executeRaw`UPDATE "ReconciliationRun" SET "leaseUntil" = now() - interval '1 second' WHERE id = ${busy.id}::uuid`;
  await advanceRun(busy.id, noPace); // has another shop's password sealed: it cannot go on, but makes room
  await drainBackground();
  expect(await stateOf()).toBe("done");
});

it("compares every night once, makes up for missed ones, and leaves idle syncs alone", async () => {
  const { shop } = await paid();
  await letAllSettle();
  const day = moscowDay(new Date());
  const morning = new Date(`${day}T05:00:00+03:00`);
  await startNightlyRuns(new Date(`${day}T02:59:00+03:00`));
  expect(await db.reconciliationRun.count()).toBe(0); // the bank's day may not be over for all
  await Promise.all([startNightlyRuns(morning), startNightlyRuns(morning)]);
  await startNightlyRuns(morning);
  const yesterday = addDays(day, -1);
  expect(await db.reconciliationRun.findMany()).toMatchObject([
    { syncId: shop.syncId, nightly: true, requestedBy: "system", fromDay: dayColumn(yesterday), toDay: dayColumn(yesterday) },
  ]);
  await drainBackground();
  await db.$executeRaw`UPDATE "ReconciliationRun" SET state = 'done', "finishedAt" = now(), "fromDay" = "fromDay" - 4, "toDay" = "toDay" - 4`;
  await startNightlyRuns(morning);
  expect(await db.reconciliationRun.findFirstOrThrow({ orderBy: { id: "desc" } })).toMatchObject({ fromDay: dayColumn(addDays(yesterday, -3)), toDay: dayColumn(yesterday) });
  await drainBackground();
  await db.$executeRaw`DELETE FROM "ReconciliationRun"`;
  await db.$executeRaw`UPDATE "Attempt" SET "createdAt" = now() - interval '60 days'`;
  await startNightlyRuns(morning);
  expect(await db.reconciliationRun.count()).toBe(0);
});

it("makes up for a first night that fails, as for any other", async () => {
  await paid();
  const day = moscowDay(new Date());
  const yesterday = addDays(day, -1);
  /** The night's run, some days from now, that comes to nothing. */
  const failedNight = async (days: number) => {
    await startNightlyRuns(new Date(new Date(`${day}T05:00:00+03:00`).getTime() + days * 86_400_000));
    await drainBackground();
    await db.$executeRaw`UPDATE "ReconciliationRun" SET state = 'failed', error = 'unreachable'`;
    const { fromDay, toDay } = await db.reconciliationRun.findFirstOrThrow({ orderBy: { id: "desc" } });
    return [fromDay, toDay];
  };
  expect(await failedNight(0)).toEqual([dayColumn(yesterday), dayColumn(yesterday)]);
  expect(await failedNight(1)).toEqual([dayColumn(yesterday), dayColumn(day)]);
  expect(await failedNight(30)).toEqual([dayColumn(addDays(yesterday, 24)), dayColumn(addDays(yesterday, 30))]);
});

it("a sync whose bank was never asked has nothing to say and nothing to fail at", async () => {
  const shop = await openShop();
  expect(await reconcile(shop.syncId)).toMatchObject({ state: "done", bankOrders: 0, agreed: 0, different: 0 });
});
