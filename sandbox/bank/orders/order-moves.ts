/**
 * The only places where an order changes its money and state (protocols: alfabank 4.2, 11.1).
 * They trust their callers to have checked that the move is allowed.
 */
import type { CartItem } from "../cart/cart-shape.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order, Refund } from "../core/order.ts";

export function isAlive(order: Order): boolean {
  return order.status === 0 || order.status === 5 || order.status === 7;
}

export function hold(order: Order, merchant: Merchant, at: number): void {
  order.status = 1;
  order.paymentState = "APPROVED";
  order.actionCode = 0;
  order.approved = order.amount;
  order.authorizedAt = at;
  if (order.holdEndsAt === null && merchant.money.holdDays > 0) {
    order.holdEndsAt = at + merchant.money.holdDays * 86_400_000;
    order.holdEnds = merchant.money.holdEnds;
  }
}

/** One-stage payment: held and captured at once. */
export function pay(order: Order, at: number): void {
  order.approved = order.amount;
  order.authorizedAt = at;
  capture(order, order.amount, at);
}

/** @param last false for an intermediate part of a capture in several parts */
export function capture(order: Order, amount: number, at: number, last = true): void {
  order.status = last ? 2 : 8;
  order.paymentState = last ? "DEPOSITED" : "MULTIPLE_INTERMEDIATE_DEPOSITED";
  order.actionCode = 0;
  order.deposited += amount;
  order.depositedAt = at;
}

/** depositedAmount is what is still captured, so it shrinks; status is 4 after a partial refund too. */
export function giveBack(order: Order, refund: Refund): void {
  order.status = 4;
  order.paymentState = "REFUNDED";
  order.deposited -= refund.amount;
  order.refunded += refund.amount;
  order.refundedAt = refund.at;
  order.refunds.push(refund);
}

export function reverseAll(order: Order, keepsApproved: boolean, at: number): void {
  order.status = 3;
  order.paymentState = "REVERSED";
  order.actionCode = 0;
  if (!keepsApproved) order.approved = 0;
  order.deposited = 0;
  order.refunded = 0;
  order.reversedAt = at;
}

export function decline(order: Order, actionCode: number, at: number): void {
  order.status = 6;
  order.paymentState = "DECLINED";
  order.actionCode = actionCode;
  order.declinedAt = at;
  order.challenge = null;
  order.sbpUntil = null;
}

/** What is captured line by line, for later refunds. */
export function keepLines(order: Order, lines: readonly CartItem[]): void {
  order.remaining = [...lines];
}

export function linesLeft(order: Order): readonly CartItem[] {
  return order.remaining ?? order.items;
}
