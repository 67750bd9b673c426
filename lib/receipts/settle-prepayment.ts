import { isDoubtfulRefusal } from "#lib/alfabank/doubtful-refusal.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Attempt, Receipt, Sync } from "#lib/generated/prisma/client.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import { type ActorName, recordEvent } from "#lib/payments/record-event.ts";
import { bankOfOrder } from "#lib/syncs/open-order.ts";
import { transaction } from "#lib/transaction.ts";
import type { Cart } from "./cart.ts";
import { planReceiptCheck } from "./expect-receipts.ts";
import { readFiscal } from "./fiscal-schema.ts";
import { orderBundle } from "./order-bundle.ts";
import { currentLines } from "./part-of-operation.ts";
import { isPendingSettlement } from "./receipt-state.ts";
import { settlementOf } from "./settlement.ts";
import { readCart, storeLines } from "./stored-cart.ts";
import { updateReceiptProblems } from "./update-receipt-problems.ts";

interface Planned {
  receipt: Receipt;
  attempt: Attempt & { sync: Sync };
  cart: Cart;
}

/** What is known of the buyer is forgotten after its time; a receipt must reach somebody all the same. */
function withContact(cart: Cart, { fiscal }: Sync): Cart {
  if (cart.buyer.email !== undefined || cart.buyer.phone !== undefined) return cart;
  const { fallbackEmail } = readFiscal(fiscal);
  if (fallbackEmail === null) throw new AppError("conflict", { reason: "receipt_buyer_forgotten" });
  return { ...cart, buyer: { ...cart.buyer, email: fallbackEmail } };
}

const nothing = (): AppError => new AppError("conflict", { reason: "receipt_nothing_to_close" });

/** What of a payment is to be settled; throws the AppError that says why nothing is. */
async function findSettlement(tx: Tx, paymentId: string, only: string | null): Promise<Omit<Planned, "receipt">> {
  const payment = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { receipts: true, attempts: { include: { sync: true }, orderBy: { seq: "asc" } } },
  });
  // Of an invoice paid twice the payment's own money is settled; the other is to be given back.
  const { primaryId } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
  const attempt = payment.attempts.find(({ id, deposited, mdOrder }) => id === primaryId && deposited > 0n && mdOrder !== null);
  if (!attempt || (only !== null && attempt.id !== only)) throw nothing();
  const sold = readCart(attempt.cart);
  if (!sold) throw new AppError("conflict", { reason: "receipt_off" });
  if (payment.receipts.some((receipt) => receipt.attemptId === attempt.id && isPendingSettlement(receipt))) throw nothing();
  const left = await currentLines(tx, attempt, sold);
  if (!left) throw new AppError("conflict", { reason: "receipt_books_differ" });
  const cart = settlementOf(sold, left, now());
  if (!cart) throw nothing();
  return { attempt, cart };
}

/** Is there a prepayment on this bank order that somebody has to settle? Call it under the payment's lock. */
export async function owesSettlement(tx: Tx, { id, paymentId }: Pick<Attempt, "id" | "paymentId">): Promise<boolean> {
  try {
    await findSettlement(tx, paymentId, id);
    return true;
  } catch (error) {
    if (error instanceof AppError) return error.reason === "receipt_books_differ";
    throw error;
  }
}

/** Writes the wish down, under the payment's lock: at most one settlement of an order is made or under way. */
async function plan(paymentId: string, only: string | null): Promise<Planned> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const { attempt, cart: settlement } = await findSettlement(tx, paymentId, only);
    const cart = withContact(settlement, attempt.sync);
    const receipt = await tx.receipt.create({
      data: { paymentId, attemptId: attempt.id, kind: "close", amount: cart.amount, lines: storeLines(cart.lines) },
    });
    // If this process dies now, the bank's list tells whether it was made.
    await planReceiptCheck(tx, receipt);
    return { receipt, attempt, cart };
  });
}

async function ask({ attempt, cart }: Planned): Promise<void> {
  const bank = await bankOfOrder(attempt.sync, attempt);
  if (!bank) throw new ProviderError("rejected", "the access of this order is not known any more", { code: "former_login" });
  await bank.closeReceipt({ mdOrder: attempt.mdOrder ?? "", amount: cart.amount, orderBundle: orderBundle(cart) });
}

/** Without a clear answer the bank's list of receipts tells later what became of it; until then it is under way. */
const mayBeMade = (error: unknown): boolean =>
  error instanceof ProviderError && (error.outcome === "unknown" || isDoubtfulRefusal(error.code, error.vendorMessage));

/** The bank itself said nothing: the request did not get as far. */
const isOutOfReach = ({ code }: ProviderError): boolean => code === "unreachable" || code === "tls" || code.startsWith("http_");

function toldError(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  if (isOutOfReach(error)) return new AppError("unavailable", { reason: "bank_unreachable", cause: error });
  const { code, vendorMessage } = error;
  return new AppError("conflict", { reason: "bank_refused", params: { code, message: vendorMessage ?? code }, cause: error });
}

async function conclude(actor: ActorName, { receipt, attempt }: Planned): Promise<void> {
  const { paymentId } = receipt;
  await transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await tx.attempt.update({ where: { id: attempt.id }, data: { closeCheckAt: null } });
    await updateReceiptProblems(tx, paymentId);
    const amount = receipt.amount.toString();
    await recordEvent(tx, paymentId, "receipt_asked", actor, { kind: "close", amount });
    const { connectionId } = attempt.sync;
    await recordAudit(tx, { connectionId, actor, action: "payment.close_receipt", subject: paymentId, detail: { amount } });
  });
}

/** Sent once. What came to nothing leaves nothing behind, and can be tried again. */
async function send(actor: ActorName, planned: Planned): Promise<void> {
  try {
    await ask(planned);
  } catch (error) {
    if (!mayBeMade(error)) {
      await transaction((tx) => tx.receipt.delete({ where: { id: planned.receipt.id } }));
      throw toldError(error);
    }
  }
  await conclude(actor, planned);
}

/**
 * Has the bank make the settlement receipt for goods that were paid for in advance, when they are handed over
 * (protocols: alfabank 4.12). Lines that were given back are left out.
 * @param only the bank order that is meant; null for whichever has the payment's money
 * @throws AppError conflict when there is nothing to settle, it was settled before, or the bank refuses; unavailable
 * "bank_unreachable" when it could not be asked, and "sandbox_off"
 */
export async function settlePrepayment(actor: ActorName, paymentId: string, only: string | null = null): Promise<void> {
  await send(actor, await plan(paymentId, only));
}
