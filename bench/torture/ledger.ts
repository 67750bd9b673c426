import { db } from "#lib/db.ts";
import { type BankWrites, doubledWrites } from "./bank-writes.ts";
import { comparePayment, type Compared, type PaymentKind, paymentKinds, type Sums } from "./compare-payment.ts";
import { loadPayments, type LoadedPayment } from "./load-payments.ts";
import { acknowledgedOf, missingOf, type Storm } from "./notifications.ts";
import type { Place } from "./place.ts";
import type { ShopAtBank } from "./shops.ts";
import type { Story } from "./story.ts";

export interface LedgerLine {
  kind: PaymentKind;
  payments: number;
  bank: Sums;
  hub: Sums;
  crm: Sums;
}

export interface Ledger {
  lines: LedgerLine[];
  notIssued: number;
  writes: number;
  acknowledged: number;
  /** Problems that are open for a person, by kind. */
  problems: Record<string, number>;
  lost: string[];
  doubled: string[];
  differences: string[];
}

const none = (): Sums => ({ held: 0n, captured: 0n, refunded: 0n });

const add = (a: Sums, b: Sums): Sums => ({ held: a.held + b.held, captured: a.captured + b.captured, refunded: a.refunded + b.refunded });

const lineOf = (kind: PaymentKind, compared: readonly Compared[]): LedgerLine => {
  const of = compared.filter((one) => one.kind === kind);
  const sum = (book: "bank" | "hub" | "crm") => of.reduce((total, one) => add(total, one[book]), none());
  return { kind, payments: of.length, bank: sum("bank"), hub: sum("hub"), crm: sum("crm") };
};

/** Money at the bank of which the hub knows nothing. */
async function unknownMoney({ bank }: Place, shops: readonly ShopAtBank[], payments: readonly LoadedPayment[]): Promise<string[]> {
  const known = new Set(payments.flatMap(({ attempts }) => attempts.map(({ mdOrder }) => mdOrder)));
  const orders = (await Promise.all(shops.map(({ login }) => bank.orders({ merchant: login })))).flat();
  return orders
    .filter(({ mdOrder, approved, deposited }) => !known.has(mdOrder) && approved + deposited > 0)
    .map(({ orderNumber, mdOrder }) => `the bank has money on order ${orderNumber} (${mdOrder}), which the hub does not know`);
}

const storedNotifications = () =>
  db.$queryRaw<{ mdOrder: string | null; operation: string | null; status: string | null; count: bigint }[]>`
    SELECT "mdOrder", operation, status, count(*) FROM "Notification" GROUP BY 1, 2, 3`;

async function openProblems(): Promise<Map<string, string[]>> {
  const open = await db.problem.findMany({ where: { clearedAt: null }, select: { kind: true, subject: true } });
  return new Map([...Map.groupBy(open, ({ subject }) => subject)].map(([subject, list]) => [subject, list.map(({ kind }) => kind)]));
}

export interface Evidence {
  shops: readonly ShopAtBank[];
  stories: readonly Story[];
  storm: Storm;
  writes: BankWrites;
}

/** The three books side by side. Read it when all is quiet. */
export async function drawLedger(place: Place, { shops, stories, storm, writes }: Evidence): Promise<Ledger> {
  const payments = await loadPayments();
  const problems = await openProblems();
  const asked = new Map(stories.map((story) => [story.uuid, story.asked.reduce((sum, amount) => sum + amount, 0n)]));
  const compared: Compared[] = [];
  for (const payment of payments) {
    compared.push(await comparePayment(place, payment, asked.get(payment.invoiceUuid) ?? 0n, problems.get(payment.id) ?? []));
  }
  const acknowledged = await acknowledgedOf(place, storm);
  const sent = await writes.list();
  const kinds = [...problems.values()].flat();
  return {
    lines: paymentKinds.map((kind) => lineOf(kind, compared)),
    notIssued: stories.length - payments.length,
    writes: sent.length,
    acknowledged: [...acknowledged.values()].reduce((sum, count) => sum + count, 0),
    problems: Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, list]) => [kind, list.length])),
    lost: [...missingOf(acknowledged, await storedNotifications()), ...(await unknownMoney(place, shops, payments))],
    doubled: doubledWrites(sent),
    differences: compared.flatMap(({ differences }) => differences),
  };
}
