import { apiKeyOf } from "#lib/connections/open-connection.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection, Delivery, Payment } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { crmClient } from "#lib/retailcrm/client.ts";
import type { CrmClient, CrmInvoice } from "#lib/retailcrm/crm-client.ts";
import { compareInvoice, type HubInvoice } from "./compare-invoice-state.ts";
import { type CrmKind, notJudged, type Verdict } from "./difference-state.ts";
import type { Pace } from "./pace.ts";

export interface JudgedInvoice {
  /** null: RetailCRM does not know it. */
  invoice: CrmInvoice | null;
  verdict: Verdict<CrmKind>;
}

export interface JudgedInvoices {
  /** By payment; those that could not be asked about are missing. */
  judged: Map<string, JudgedInvoice>;
  /** Why nothing more need be asked; null: go on. */
  hopeless: string | null;
}

type Told = Payment & { deliveries: Delivery[] };

const READ_ATTEMPTS = 2;
const TIMEOUT_MS = 15_000;
/** So many questions without an answer in a row mean that the rest would fare no better. */
const GIVE_UP = 3;
/** The key, the account or the address is refused: one answer stands for all. */
const lasting: ReadonlySet<string> = new Set(["unauthorized", "forbidden_scope", "no_account", "payment_required", "redirected", "tls"]);

async function readTold(paymentIds: readonly string[]): Promise<Map<string, Told>> {
  const found = await db.payment.findMany({ where: { id: { in: [...paymentIds] } }, include: { deliveries: { orderBy: { version: "desc" } } } });
  return new Map(found.map((payment) => [payment.id, payment]));
}

const hubInvoice = ({ status, held, captured, refunded, deliveries, deliveryUntil }: Told): HubInvoice => ({
  status,
  held,
  captured,
  refunded,
  telling: deliveries.some(({ state }) => state === "pending" || state === "held") || (deliveryUntil !== null && deliveryUntil > now()),
  tellingFailed: deliveries[0]?.state === "failed",
});

/** What must stand still while RetailCRM is asked. */
const print = ({ version, status, deliveries, ...told }: Told): string =>
  [version, status, told.held, told.captured, told.refunded, ...deliveries.map(({ state }) => state)].join(" ");

function judge(invoice: CrmInvoice | null, before: Told, after: Told): JudgedInvoice {
  const verdict = compareInvoice(invoice, hubInvoice(after));
  const moved = verdict.verdict === "different" && print(before) !== print(after);
  return { invoice, verdict: moved ? notJudged("in_flight") : verdict };
}

interface Asked {
  invoices: Map<string, CrmInvoice | null>;
  hopeless: string | null;
}

async function askAll(crm: Pick<CrmClient, "getInvoice">, payments: Iterable<Told>): Promise<Asked> {
  const invoices = new Map<string, CrmInvoice | null>();
  let failures = 0;
  for (const { id, invoiceUuid } of payments) {
    try {
      invoices.set(id, await crm.getInvoice(invoiceUuid));
      failures = 0;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.warn({ error, paymentId: id }, "reconciliation: RetailCRM could not be asked");
      failures += 1;
      if (failures >= GIVE_UP || lasting.has(error.code)) return { invoices, hopeless: error.code };
    }
  }
  return { invoices, hopeless: null };
}

/**
 * Asks RetailCRM for the invoices of a few payments, one after the other, and compares (protocols: retailcrm 5.4). The
 * hub's side is read before and after: only what stood still around the answers can be held against RetailCRM.
 */
export async function judgeInvoices(connection: Connection, paymentIds: readonly string[], pace: Pace): Promise<JudgedInvoices> {
  const access = { systemUrl: connection.systemUrl, apiKey: apiKeyOf(connection) };
  const turn = (patienceMs: number): Promise<void> => pace.crm(connection.id, patienceMs);
  const before = await readTold(paymentIds);
  const { invoices, hopeless } = await askAll(crmClient(access, { turn, readAttempts: READ_ATTEMPTS, timeoutMs: TIMEOUT_MS }), before.values());
  const judged = new Map<string, JudgedInvoice>();
  for (const [id, after] of await readTold([...invoices.keys()])) {
    const earlier = before.get(id);
    if (earlier) judged.set(id, judge(invoices.get(id) ?? null, earlier, after));
  }
  return { judged, hopeless };
}
