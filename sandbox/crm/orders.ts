/** Sums of an order and the lines it puts into an invoice. Pure; kopecks throughout. */
import { lineTotal, unitPrice } from "./money.ts";
import type { Order, OrderItem } from "./state/order-types.ts";
import type { Switches } from "./state/switches.ts";

export interface InvoiceLine {
  name: string;
  price: number;
  quantity: string;
  unit: string | null;
  vat: string | null;
  paymentMethod: string;
  paymentObject: string;
  productCode: string | null;
  markingCode: string | null;
}

/** What one line costs after its own discount. */
export function itemTotal(item: OrderItem): number {
  return Math.max(0, lineTotal(item.price, item.quantity) - item.discount);
}

/** What the customer owes: lines, minus the discount of the order, plus delivery; or the sum set by hand. */
export function orderTotal(order: Order): number {
  if (order.manualTotal !== null) return order.manualTotal;
  const goods = order.items.reduce((sum, item) => sum + itemTotal(item), 0);
  return Math.max(0, goods - order.discount) + (order.delivery?.cost ?? 0);
}

/**
 * Lines as the CRM sends them: price per unit after discounts, rounded to the kopeck, so that price × quantity may
 * differ from what was agreed by a few kopecks (3 × 33.33 for 100.00), as in real life.
 */
export function invoiceLines(order: Order, switches: Switches): InvoiceLine[] {
  const shares = switches.discountInItems ? spreadDiscount(order) : order.items.map(() => 0);
  const lines = order.items.map((item, index) => {
    const discount = switches.discountInItems ? item.discount + (shares[index] ?? 0) : 0;
    return {
      name: item.name,
      price:
        discount === 0
          ? item.price
          : unitPrice(Math.max(0, lineTotal(item.price, item.quantity) - discount), item.quantity),
      quantity: item.quantity,
      unit: item.unit,
      vat: item.vat,
      paymentMethod: item.paymentMethod,
      paymentObject: item.paymentObject,
      productCode: item.productCode,
      markingCode: item.markingCode,
    };
  });
  if (order.delivery && order.delivery.cost > 0 && switches.deliveryAsItem) lines.push(deliveryLine(order.delivery));
  return lines;
}

function deliveryLine(delivery: { name: string; cost: number; vat: string | null }): InvoiceLine {
  return {
    name: delivery.name,
    price: delivery.cost,
    quantity: "1",
    unit: null,
    vat: delivery.vat,
    paymentMethod: "full_prepayment",
    paymentObject: "service",
    productCode: null,
    markingCode: null,
  };
}

/** The order's discount over its lines in proportion to their totals; the last line takes what rounding leaves. */
function spreadDiscount(order: Order): number[] {
  const totals = order.items.map(itemTotal);
  const goods = totals.reduce((sum, total) => sum + total, 0);
  const discount = Math.min(order.discount, goods);
  let left = discount;
  return totals.map((total, index) => {
    const share = index === totals.length - 1 ? left : Math.floor((total * discount) / Math.max(1, goods));
    left -= share;
    return share;
  });
}
