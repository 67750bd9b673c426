import type { Attempt, Receipt } from "#lib/generated/prisma/client.ts";
import type { Cart } from "./cart.ts";
import { isPendingSettlement } from "./receipt-state.ts";
import { cartView, receiptView } from "./receipt-view.ts";
import { readCart } from "./stored-cart.ts";

interface WithReceipts {
  attempts: readonly Attempt[];
  receipts: readonly Receipt[];
}

/** The order whose receipt counts: the one that was paid, else the newest. */
const orderOf = ({ attempts }: WithReceipts): Attempt | undefined =>
  attempts.find(({ deposited, refunded }) => deposited + refunded > 0n) ?? attempts.at(-1);

const LAST_PREPAYMENT = 3;

/** Something was paid for in advance and kept, and its settlement is neither made nor under way. */
function canClose(attempt: Attempt, cart: Cart, receipts: readonly Receipt[]): boolean {
  const prepaid = cart.lines.some(({ paymentMethod }) => paymentMethod <= LAST_PREPAYMENT);
  return attempt.deposited > 0n && prepaid && !receipts.some((receipt) => receipt.attemptId === attempt.id && isPendingSettlement(receipt));
}

/** The receipt side of a payment for its page. */
export function paymentReceipts(payment: WithReceipts) {
  const attempt = orderOf(payment);
  const cart = attempt ? readCart(attempt.cart) : null;
  return {
    receipt: cart && cartView(cart),
    receipts: payment.receipts.map(receiptView),
    closable: attempt !== undefined && cart !== null && canClose(attempt, cart, payment.receipts),
  };
}
