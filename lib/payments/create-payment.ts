import { addSeconds, now, sleep } from "#lib/clock.ts";
import { db, isUniqueViolation, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection, Payment, Prisma, Sync } from "#lib/generated/prisma/client.ts";
import { randomBase62 } from "#lib/ids.ts";
import { bankRefusal } from "./bank-refusal.ts";
import { isUnreachable, unreachableCodes } from "./bank-unreachable.ts";
import { withLease } from "./hold-lease.ts";
import { lockPayment } from "./lock-payment.ts";
import type { NewPayment } from "./new-payment.ts";
import { recordEvent } from "./record-event.ts";
import { IN_FLIGHT_SECONDS, type PaymentWithSync, registerAttempt, type Registration } from "./register-attempt.ts";
import { refusalText } from "./record-receipt-refusal.ts";
import { replaceAmount } from "./replace-amount.ts";
import { shortUrl } from "./short-url.ts";
import { transaction } from "#lib/transaction.ts";

export interface IssuedLink {
  paymentId: string;
  invoiceUrl: string;
  cancellable: boolean;
}

const SLUG_LENGTH = 10;
/** As long as a registration may take and the CRM still waits. */
const WAIT_TURNS = 130;
const WAIT_MS = 150;

async function usableSync(connection: Connection, shopId: string): Promise<Sync> {
  if (!connection.active) throw new AppError("conflict", { reason: "module_off" });
  if (connection.frozen) throw new AppError("conflict", { reason: "module_frozen" });
  const sync = await db.sync.findUnique({ where: { connectionId_shopCode: { connectionId: connection.id, shopCode: shopId } } });
  if (!sync) throw new AppError("not_found", { reason: "unknown_shop" });
  if (!sync.enabled) throw new AppError("conflict", { reason: "shop_off" });
  return sync;
}

function assertPayable({ amount, currency }: NewPayment): void {
  if (currency !== "RUB") throw new AppError("invalid_input", { reason: "currency_not_rub", params: { currency } });
  if (amount <= 0n) throw new AppError("invalid_input", { reason: "amount_not_positive" });
}

const findPayment = (connectionId: string, invoiceUuid: string): Promise<PaymentWithSync | null> =>
  db.payment.findUnique({
    where: { connectionId_invoiceUuid: { connectionId, invoiceUuid } },
    include: { sync: true, connection: true },
  });

async function insert(connection: Connection, sync: Sync, wanted: NewPayment): Promise<PaymentWithSync> {
  const { invoiceUuid, amount, currency, orderNumber, orderId, siteUrl, returnUrl, source } = wanted;
  try {
    return await transaction(async (tx) => {
      const payment = await tx.payment.create({
        data: {
          connectionId: connection.id,
          syncId: sync.id,
          slug: randomBase62(SLUG_LENGTH),
          ...{ invoiceUuid, amount, currency, orderNumber, orderId, siteUrl, returnUrl, source },
        },
        include: { sync: true, connection: true },
      });
      await recordEvent(tx, payment.id, "created", "crm", { amount: amount.toString(), orderNumber });
      return payment;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const existing = await findPayment(connection.id, invoiceUuid);
    if (existing) return existing; // the same call, a moment earlier
    return insert(connection, sync, wanted); // the slug was taken
  }
}

/** Orders that exist at the bank, or may exist. */
const ordered: Prisma.AttemptWhereInput = { state: { in: ["registered", "unknown"] } };

/** An order is being made right now, and may come to exist. */
const beingMade = (): Prisma.AttemptWhereInput => ({ state: "planned", createdAt: { gt: addSeconds(now(), -IN_FLIGHT_SECONDS) } });

/** The CRM was given the link, though the bank could not be reached or, as it turned out, never got the order. */
const withoutOrder = [...unreachableCodes, "not_executed"];

/** The CRM has the link: there is an order, or it was given one without. */
async function hasLink(tx: Tx, paymentId: string): Promise<boolean> {
  const orders = await tx.attempt.count({ where: { paymentId, OR: [ordered, beingMade()] } });
  return orders > 0 || (await tx.operation.count({ where: { paymentId, kind: "register", errorCode: { in: withoutOrder } } })) > 0;
}

/**
 * The CRM was refused this invoice and knows nothing of it: the payment must not look open. One that it was given a link
 * for before stays open, for the sum the CRM asks for now.
 */
async function withdraw(paymentId: string, reason: string): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    if (await hasLink(tx, paymentId)) return;
    await tx.payment.updateMany({
      where: { id: paymentId, status: "pending" },
      data: { status: "canceled", cancelRequestedAt: now(), cancelReason: reason },
    });
  });
}

/** Has the bank been asked with success, or may it have been, since the invoice got the sum it has? */
async function hasOrder(tx: Tx, paymentId: string): Promise<boolean> {
  const change = await tx.paymentEvent.findFirst({ where: { paymentId, kind: "amount_changed" }, orderBy: { id: "desc" } });
  return (await tx.attempt.count({ where: { paymentId, ...ordered, ...(change && { createdAt: { gt: change.at } }) } })) > 0;
}

/** A refused invoice may be asked for again; one the CRM cancelled stays cancelled. */
const wasRefused = ({ status, version, held, captured }: Payment): boolean => status === "canceled" && version === 0 && held + captured === 0n;

/**
 * As long as nothing of it stands at the bank, nor is being made there, what the CRM says now counts: the manager has
 * mended what was refused. Another sum brings its contents along by itself (replace-amount.ts).
 */
async function takeOver({ id }: Payment, wanted: NewPayment): Promise<PaymentWithSync> {
  return transaction(async (tx) => {
    await lockPayment(tx, id);
    const include = { sync: true, connection: true };
    const fresh = await tx.payment.findUniqueOrThrow({ where: { id }, include });
    const refused = wasRefused(fresh);
    if (!refused && (fresh.status !== "pending" || fresh.cancelRequestedAt)) return fresh;
    if ((await hasOrder(tx, id)) || (await tx.attempt.count({ where: { paymentId: id, ...beingMade() } })) > 0) return fresh;
    const { source, orderNumber, orderId, siteUrl, returnUrl } = wanted;
    // The days that its link lives count from now.
    const again = refused && { status: "pending" as const, cancelRequestedAt: null, cancelReason: null, createdAt: now() };
    const contents = fresh.amount === wanted.amount && { source, orderNumber, orderId, siteUrl, returnUrl };
    return tx.payment.update({ where: { id }, data: { ...contents, ...again }, include });
  });
}

/**
 * Registers at once, so that wrong credentials or a bad cart are told to the manager. A bank that cannot be reached, or
 * whose answer is lost, costs the manager nothing: the link is given and opening it registers.
 */
async function ensureRegistered(payment: PaymentWithSync, wanted: NewPayment): Promise<void> {
  for (let turn = 0; turn < WAIT_TURNS; turn++) {
    if (await hasOrder(db, payment.id)) return;
    const registration = await withLease(payment.id, async () => registerAttempt(turn === 0 ? payment : await takeOver(payment, wanted), "crm"));
    if (registration) return judge(payment.id, payment.connection.locale, registration);
    await sleep(WAIT_MS); // the same call, a moment earlier, is at it: its outcome is this one's too
  }
  // It may yet be refused, and the invoice withdrawn: no link is given for it.
  throw new AppError("unavailable", { reason: "being_checked" });
}

async function judge(paymentId: string, locale: string, registration: Registration): Promise<void> {
  if (registration.kind === "obsolete") {
    const { status, cancelReason } = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    if (status === "canceled") throw new AppError("conflict", { reason: "bank_refused", params: { message: cancelReason ?? "" } });
  }
  if (registration.kind === "refused") {
    const { reason, params } = registration.refusal;
    await withdraw(paymentId, refusalText(locale, registration.refusal));
    throw new AppError("invalid_input", { reason, params: { ...params } });
  }
  if (registration.kind !== "rejected" || isUnreachable(registration.code)) return;
  const { code, message } = registration;
  await withdraw(paymentId, message ?? code);
  throw bankRefusal("register", { code, message });
}

/**
 * Issues the payment link for a CRM invoice. Idempotent by `invoiceUuid`: the same call gives the same link and never a
 * second bank order; another amount replaces an unpaid order behind the same link.
 */
export async function createPayment(connection: Connection, wanted: NewPayment): Promise<IssuedLink> {
  const known = await findPayment(connection.id, wanted.invoiceUuid);
  assertPayable(wanted);
  const sync = await usableSync(connection, wanted.shopId);
  let payment = known ?? (await insert(connection, sync, wanted));
  if (payment.syncId !== sync.id) throw new AppError("conflict", { reason: "invoice_of_other_shop" });
  if (known) payment = await takeOver(known, wanted);
  if (payment.cancelRequestedAt || payment.status === "canceled") throw new AppError("conflict", { reason: "already_canceled" });
  if (payment.amount !== wanted.amount) payment = await replaceAmount(payment, wanted);
  if (payment.status === "pending") await ensureRegistered(payment, wanted);
  const cancellable = payment.captured === 0n;
  return { paymentId: payment.id, invoiceUrl: shortUrl(payment.slug), cancellable };
}
