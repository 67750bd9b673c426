import { apiKeyOf } from "#lib/connections/open-connection.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Connection, Delivery, Payment } from "#lib/generated/prisma/client.ts";
import { crmClient } from "#lib/retailcrm/client.ts";
import type { CrmInvoice } from "#lib/retailcrm/crm-client.ts";
import { compareInvoice, type HubInvoice } from "./compare-invoice-state.ts";
import { type CrmKind, notJudged, type Verdict } from "./difference-state.ts";
import type { Pace } from "./pace.ts";

export interface JudgedInvoice {
  /** null: RetailCRM does not know it. */
  invoice: CrmInvoice | null;
  verdict: Verdict<CrmKind>;
}

type Told = Payment & { deliveries: Delivery[] };

const READ_ATTEMPTS = 2;
const TIMEOUT_MS = 15_000;

const readTold = (paymentId: string): Promise<Told> =>
  db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { deliveries: { orderBy: { version: "desc" } } } });

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

/**
 * Asks RetailCRM for one invoice and compares it with the payment (protocols: retailcrm 5.4).
 * @throws ProviderError when RetailCRM cannot be asked
 */
export async function judgeInvoice(connection: Connection, paymentId: string, pace: Pace): Promise<JudgedInvoice> {
  const access = { systemUrl: connection.systemUrl, apiKey: apiKeyOf(connection) };
  const turn = (patienceMs: number): Promise<void> => pace.crm(connection.id, patienceMs);
  const crm = crmClient(access, { turn, readAttempts: READ_ATTEMPTS, timeoutMs: TIMEOUT_MS });
  const before = await readTold(paymentId);
  const invoice = await crm.getInvoice(before.invoiceUuid);
  const after = await readTold(paymentId);
  const still = print(before) === print(after);
  return { invoice, verdict: still ? compareInvoice(invoice, hubInvoice(after)) : notJudged("in_flight") };
}
