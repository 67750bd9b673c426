import { type BankEntry, type Books, type CrmEntry, startBankOf, startCrmOf } from "#testing/planted-books.ts";
import { afterAll, beforeAll, expect, it } from "vitest";

/**
 * R19: 200 planted differences among 10,000 payments are all found, none invented, although the database has no idea of
 * how many rows it holds.
 */

const PAYMENTS = 10_000;
const FOREIGN = 2_000;
const EACH = 10;

const books: Books = { bank: new Map(), crm: new Map(), questions: { list: 0, status: 0, crm: 0 } };
const [bankServer, crmServer] = await Promise.all([startBankOf(books), startCrmOf(books)]);
Object.assign(process.env, { ALFABANK_TEST_URL: `${bankServer.url}/payment/rest/`, RETAILCRM_EXTRA_HOSTS: new URL(crmServer.url).host, LOG_LEVEL: "warn" });

const { db } = await import("#lib/db.ts");
const { startJobs, stopJobs } = await import("#lib/jobs.ts");
const { queues } = await import("#lib/queues.ts");
const { advanceRun } = await import("./advance-run.ts");
const { noPace } = await import("#testing/reconciled-shop.ts");
const { takeTablesForEmpty } = await import("#testing/lying-statistics.ts");
const { plantForeign, plantPayments, plantShop } = await import("#testing/planted-payments.ts");
const { addDays, dayColumn, moscowDay } = await import("./moscow-days-state.ts");
type Planted = Awaited<ReturnType<typeof plantPayments>>[number];

beforeAll(() => startJobs([queues.reconcile]));
afterAll(() => Promise.all([bankServer.close(), crmServer.close(), stopJobs()]));

interface Plant {
  expected: string;
  shape: Planted["shape"];
  bank?: (entry: BankEntry) => Partial<BankEntry> | null;
  crm?: (entry: CrmEntry) => Partial<CrmEntry> | null;
  hub?: (planted: Planted) => Promise<unknown>;
}

const attempt = (id: string, data: Parameters<typeof db.attempt.update>[0]["data"]) => db.attempt.update({ where: { id }, data });

/** Twenty ways to differ. */
const plants: Plant[] = [
  { expected: "missing_at_bank order_unknown", shape: "paid", bank: () => null },
  { expected: "identity_differs other_order", shape: "paid", bank: () => ({ mdOrder: "00000000-0000-7000-8000-000000000000" }) },
  { expected: "amount_differs registered_amount", shape: "paid", bank: ({ amount }) => ({ amount: amount + 100, deposited: amount + 100 }) },
  { expected: "amount_differs captured_amount", shape: "paid", bank: ({ deposited }) => ({ deposited: deposited - 1 }) },
  { expected: "amount_differs held_amount", shape: "held", bank: ({ held }) => ({ held: held - 1 }) },
  { expected: "state_differs paid_unheard", shape: "expired", bank: ({ amount }) => ({ status: 2, deposited: amount }) },
  { expected: "state_differs held_unheard", shape: "canceled", bank: ({ amount }) => ({ status: 1, held: amount }) },
  { expected: "state_differs money_gone", shape: "paid", bank: () => ({ status: 6, deposited: 0 }) },
  { expected: "state_differs hold_gone", shape: "held", bank: () => ({ status: 3, held: 0 }) },
  { expected: "state_differs still_payable", shape: "expired", bank: () => ({ status: 0 }) },
  { expected: "refund_differs refund_unheard", shape: "paid", bank: ({ deposited }) => ({ status: 4, deposited: deposited - 5_000, refunded: 5_000 }) },
  { expected: "refund_differs refund_not_made", shape: "partly", bank: ({ amount }) => ({ status: 2, deposited: amount, refunded: 0 }) },
  { expected: "refund_differs refund_unrecorded", shape: "refunded", hub: ({ attemptId }) => db.refund.deleteMany({ where: { attemptId } }) },
  {
    expected: "missing_in_hub registration_unheard",
    shape: "paid",
    hub: async ({ attemptId, paymentId }) => {
      await attempt(attemptId, { state: "rejected", mdOrder: null, bankStatus: null, deposited: 0n, paidAt: null });
      await db.payment.update({ where: { id: paymentId }, data: { status: "pending", captured: 0n, paidAt: null } });
    },
  },
  { expected: "state_differs books_stale", shape: "held", hub: ({ paymentId }) => db.payment.update({ where: { id: paymentId }, data: { status: "canceled", held: 0n } }) },
  { expected: "crm_missing invoice_unknown", shape: "paid", crm: () => null },
  { expected: "crm_state_differs other_status", shape: "refunded", crm: () => ({ status: "succeeded" }) },
  { expected: "crm_amount_differs other_amount", shape: "paid", crm: ({ amount }) => ({ amount: amount - 1 }) },
  { expected: "crm_refund_differs refund_untold", shape: "partly", crm: () => ({ refunds: [] }) },
  { expected: "crm_refund_differs refund_unknown", shape: "paid", crm: () => ({ refunds: [100] }) },
];

function change<T>(book: Map<string, T>, key: string, how: ((entry: T) => Partial<T> | null) | undefined): void {
  const entry = book.get(key);
  if (!how || !entry) return;
  const changed = how(entry);
  if (changed === null) book.delete(key);
  else book.set(key, { ...entry, ...changed });
}

/** A payment of this shape that nobody has touched, from anywhere in the month. */
function takeOne(free: Planted[], shape: Planted["shape"], salt: number): Planted {
  const fitting = free.filter((planted) => planted.shape === shape);
  const chosen = fitting[(salt * 7_919) % fitting.length];
  if (!chosen) throw new Error(`no payment is ${shape}`);
  free.splice(free.indexOf(chosen), 1);
  return chosen;
}

/** What looks different and is only on its way. */
async function plantUnderWay(planted: Planted): Promise<void> {
  change(books.crm, planted.invoiceUuid, () => ({ status: "pending" }));
  await db.delivery.create({ data: { paymentId: planted.paymentId, version: 1, state: "pending", nextTryAt: new Date(Date.now() + 60_000) } });
}

async function plantWriting(planted: Planted): Promise<void> {
  change(books.bank, planted.number, ({ deposited }) => ({ status: 4, deposited: deposited - 100, refunded: 100 }));
  await db.operation.create({ data: { paymentId: planted.paymentId, attemptId: planted.attemptId, kind: "refund", businessKey: planted.number, amount: 100n, state: "sent", requestedBy: "crm", sentAt: new Date() } });
}

it("finds all of 200 planted differences among 10,000 payments, and invents none", { timeout: 600_000 }, async () => {
  const until = new Date();
  const shop = await plantShop(crmServer.url);
  const free = await plantPayments(shop, books, PAYMENTS, until);
  plantForeign(books, FOREIGN, until);
  const expected = new Map<string, string>();
  for (const [index, plant] of plants.entries()) {
    for (let times = 0; times < EACH; times++) {
      const planted = takeOne(free, plant.shape, index * EACH + times);
      change(books.bank, planted.number, plant.bank);
      change(books.crm, planted.invoiceUuid, plant.crm);
      await plant.hub?.(planted);
      expected.set(planted.number, plant.expected);
    }
  }
  for (let times = 0; times < EACH; times++) {
    await plantUnderWay(takeOne(free, "paid", times));
    await plantWriting(takeOne(free, "paid", times));
  }
  const today = moscowDay(until);
  const { id } = await db.reconciliationRun.create({ data: { syncId: shop.syncId, fromDay: dayColumn(addDays(today, -2)), toDay: dayColumn(today), requestedBy: "system", nextStepAt: until } });
  const started = Date.now();
  const readRun = () => db.reconciliationRun.findUniqueOrThrow({ where: { id } });
  // On a machine busy enough a question may run out of time: then it goes on where it stood.
  for (let turn = 0; turn < 5 && (await readRun()).state === "running"; turn++) await advanceRun(id, { ...noPace, bank: takeTablesForEmpty });
  const seconds = (Date.now() - started) / 1_000;
  const run = await readRun();
  expect(run).toMatchObject({ state: "done", crmError: null });
  const found = await db.reconciliationDifference.findMany();
  expect(Object.fromEntries(found.map(({ orderNumber, kind, cause }) => [orderNumber, `${kind} ${cause}`]))).toEqual(Object.fromEntries(expected));
  expect(found).toHaveLength(plants.length * EACH);
  expect(run).toMatchObject({
    bankOrders: PAYMENTS + FOREIGN - EACH,
    ownOrders: PAYMENTS - EACH,
    foreignOrders: FOREIGN,
    agreed: PAYMENTS - plants.length * EACH - EACH,
    different: plants.length * EACH,
    notJudged: EACH,
    crmNotJudged: EACH,
  });
  // One question per order would be ten thousand.
  expect(books.questions.status).toBeLessThan(500);
  process.stdout.write(`${String(PAYMENTS)} payments, ${String(found.length)} differences found, ${seconds.toFixed(1)} s, questions ${JSON.stringify(books.questions)}\n`);
});
