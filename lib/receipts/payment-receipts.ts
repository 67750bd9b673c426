import type { Attempt, Operation, Receipt } from "#lib/generated/prisma/client.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import type { Cart } from "./cart.ts";
import { isPendingSettlement } from "./receipt-state.ts";
import { cartView, type ContentView, contentView, receiptView } from "./receipt-view.ts";
import { readCart, readLines } from "./stored-cart.ts";
import { readPart } from "./stored-part.ts";

interface WithReceipts {
  attempts: readonly Attempt[];
  receipts: readonly Receipt[];
  operations: readonly Operation[];
}

/** The order whose receipt counts: the one with the payment's money, else the newest. */
function orderOf({ attempts }: WithReceipts): Attempt | undefined {
  const { primaryId } = decidePayment(attempts, false);
  return attempts.find(({ id }) => id === primaryId) ?? attempts.at(-1);
}

const LAST_PREPAYMENT = 3;

/** Something was paid for in advance and kept, and its settlement is neither made nor under way. */
function canClose(attempt: Attempt, cart: Cart, receipts: readonly Receipt[]): boolean {
  const prepaid = cart.lines.some(({ paymentMethod }) => paymentMethod <= LAST_PREPAYMENT);
  return attempt.deposited > 0n && prepaid && !receipts.some((receipt) => receipt.attemptId === attempt.id && isPendingSettlement(receipt));
}

/** The write of ours that a receipt is about: of several for the same sum, those of one kind follow each other in order. */
function writeOf(receipt: Receipt, { operations, receipts }: WithReceipts): Operation | undefined {
  const kind = receipt.kind === "refund" ? "refund" : "deposit";
  const same = receipts.filter(({ attemptId, kind: other, amount }) => attemptId === receipt.attemptId && other === receipt.kind && amount === receipt.amount);
  return operations.filter(
    (operation) =>
      operation.kind === kind && operation.state === "succeeded" && operation.attemptId === receipt.attemptId && operation.amount === receipt.amount,
  )[same.indexOf(receipt)];
}

function contentOf(receipt: Receipt, payment: WithReceipts): ContentView | null {
  if (receipt.lines !== null) return contentView(readLines(receipt.lines), []);
  const part = readPart(writeOf(receipt, payment)?.receipt);
  return part?.lines && part.partial ? contentView(part.lines, part.steps) : null;
}

/** The receipt side of a payment for its page. */
export function paymentReceipts(payment: WithReceipts) {
  const attempt = orderOf(payment);
  const cart = attempt ? readCart(attempt.cart) : null;
  return {
    receipt: cart && cartView(cart),
    receipts: payment.receipts.map((receipt) => receiptView(receipt, contentOf(receipt, payment))),
    closable: attempt !== undefined && cart !== null && canClose(attempt, cart, payment.receipts),
  };
}
