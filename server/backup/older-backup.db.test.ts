import { bank, crm, invoiceWith, issue, openAsPayer, openShop, type Shop, until } from "#testing/rehearsal.ts";
import { asked, letAllSettle, MERCHANT, openProblems } from "#testing/rehearsed-payment.ts";
import { letHubAge, openDifferences, reconcile } from "#testing/reconciled-shop.ts";
import { runSql } from "#testing/scratch-database.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { startQueue, stopWorker } from "#lib/worker.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

let folder = "";
const databaseUrl = process.env["DATABASE_URL"] ?? "";
const file = () => path.join(folder, "backup.jsonl.gz");

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hub-older-backup-"));
  // All that happens at the bank happened hours ago.
  await bank.advance(-3 * 3_600_000);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The hub is stopped, its database is lost, and an older copy takes its place. */
async function loseDatabase(): Promise<void> {
  await drainBackground();
  await stopWorker();
  await db.$disconnect();
  await runSql(databaseUrl, "DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await restoreBackup(databaseUrl, file());
  await startQueue();
}

async function issuedAndOpened(shop: Shop, sum: string) {
  const { uuid, link } = await issue(shop, sum);
  return { uuid, link, ...(await openAsPayer(link)) };
}

const paymentOf = (invoiceUuid: string) => db.payment.findFirstOrThrow({ where: { invoiceUuid }, include: { refunds: true } });

it("R17 after an older backup is restored nothing is given back twice, and what happened since is found by asking", async () => {
  const shop = await openShop();
  const refunded = await issuedAndOpened(shop, "1000.00");
  const paid = await issuedAndOpened(shop, "500.00");
  await bank.payAsPayer(refunded.mdOrder);
  await invoiceWith(refunded.uuid, "succeeded");
  await bank.editMerchant(MERCHANT, { callback: { lose: 1 } });
  // The backup is made while a refund is on its way: the bank has done it, and nobody has heard of that.
  await bank.addFault({ method: "refund", kind: "latency", latencyMs: 4_000, effect: true });
  const refunding = crm.refund({ invoice: refunded.uuid, amount: "300.00" });
  await until(async () => (await db.operation.count({ where: { kind: "refund", state: "sent" } })) === 1, "a refund under way");
  await writeBackup(databaseUrl, file());
  expect((await refunding).ok).toBe(true);

  await letAllSettle();
  expect((await crm.refund({ invoice: refunded.uuid, amount: "200.00" })).ok).toBe(true);
  await bank.payAsPayer(paid.mdOrder);
  await invoiceWith(paid.uuid, "succeeded");
  await letAllSettle();
  const before = await asked("refund");
  await loseDatabase();
  expect(await paymentOf(paid.uuid)).toMatchObject({ status: "pending" });
  expect(await paymentOf(refunded.uuid)).toMatchObject({ status: "succeeded", refunded: 0n });

  // By itself: the rows say what is due, whatever became of the queue.
  await letHubAge(180);
  await sweep();
  await drainBackground();
  await letAllSettle();
  expect(await asked("refund")).toBe(before);
  expect((await bank.order(refunded.mdOrder)).refunded).toBe(50_000);
  expect(await paymentOf(refunded.uuid)).toMatchObject({ status: "succeeded", refunded: 50_000n });
  expect((await paymentOf(refunded.uuid)).refunds.map(({ amount, status }) => `${String(amount)} ${status}`).sort()).toEqual(["20000 succeeded", "30000 succeeded"]);
  expect(await paymentOf(paid.uuid)).toMatchObject({ status: "succeeded" });
  expect(crm.getInvoice({ invoice: refunded.uuid })).toMatchObject({ status: "succeeded", refundedAmount: "500.00" });
  expect(crm.getInvoice({ invoice: paid.uuid }).status).toBe("succeeded");
  // A manager who is not sure presses again: no more than is left can be given back.
  expect((await crm.refund({ invoice: refunded.uuid, amount: "600.00" })).ok).toBe(false);
  expect((await bank.order(refunded.mdOrder)).refunded).toBe(50_000);
  await reconcile(shop.syncId);
  expect(await openDifferences()).toEqual([]);
});

it("R17 a payment that had its end before the backup, and was refunded after it: the reconciliation finds the gap", async () => {
  const shop = await openShop();
  const { uuid, mdOrder } = await issuedAndOpened(shop, "1000.00");
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  await letAllSettle();
  await writeBackup(databaseUrl, file());
  expect((await crm.refund({ invoice: uuid, amount: "1000.00" })).ok).toBe(true);
  await letAllSettle();
  await loseDatabase();
  await letHubAge(180);
  await reconcile(shop.syncId);
  expect(await openDifferences()).toContain("refund_differs refund_unheard");
  expect(await openProblems()).toContain("reconciliation_differs");
  // A second full refund is refused: the bank is asked before money is given back.
  await crm.refund({ invoice: uuid, amount: "1000.00" });
  await letAllSettle();
  expect((await bank.order(mdOrder)).refunded).toBe(100_000);
  expect(await paymentOf(uuid)).toMatchObject({ status: "refundSucceeded", refunded: 100_000n });
});
