import type { Json, JsonObject } from "#lib/alfabank/bank-client.ts";
import type { Cart, CartLine } from "./cart.ts";
import { cleanName } from "./item-name.ts";
import { agentCode } from "./payment-codes.ts";
import { rateOfCode, taxInside } from "./vat-table.ts";

/** Kopecks and thousandths on the wire are JSON numbers; both stay far below 2^53. */
const wire = (whole: bigint): number => Number(whole);

/** "0.375" as a number: the nearest double prints as exactly those digits. */
const wireQuantity = (thousandths: bigint): number => Number(thousandths) / 1000;

type Attribute = { name: string; value: Json };

/** The names the gateway knows; values are text even for numbers (protocols: alfabank 7.1, 7.2). */
function attributes(line: CartLine, { agent }: Pick<Cart, "agent">): Attribute[] {
  const list: Attribute[] = [
    { name: "paymentMethod", value: String(line.paymentMethod) },
    { name: "paymentObject", value: String(line.paymentObject) },
  ];
  if (line.nomenclature !== undefined) list.push({ name: "nomenclature", value: line.nomenclature });
  if (line.part) list.push({ name: "markQuantity", value: { ...line.part } });
  if (line.byAgent && agent) {
    list.push(
      { name: "agent_info.type", value: String(agentCode(agent.type)) },
      { name: "supplier_info.name", value: cleanName(agent.supplierName).text },
      { name: "supplier_info.inn", value: agent.supplierInn },
      { name: "supplier_info.phones", value: agent.supplierPhone },
    );
  }
  return list;
}

/** A line as the bank takes it in `orderBundle`, `depositItems` and `refundItems` (protocols: alfabank 7.1, 7.4). */
export const bundleItem = (line: CartLine, cart: Pick<Cart, "agent">): JsonObject => ({
  positionId: line.positionId,
  name: line.name,
  quantity: { value: wireQuantity(line.quantity), measure: line.measure },
  itemPrice: wire(line.price),
  itemAmount: wire(line.sum),
  itemCode: line.itemCode,
  tax: { taxType: line.taxType, taxSum: wire(taxInside(line.sum, rateOfCode(line.taxType))) },
  itemAttributes: { attributes: attributes(line, cart) },
});

/** The cart of an order for `register.do` and `closeOfdReceipt.do`; its tax system goes beside it (protocols: alfabank 7.1). */
export const orderBundle = (cart: Cart): JsonObject => ({
  orderCreationDate: cart.createdAt,
  customerDetails: { ...cart.buyer },
  cartItems: { items: cart.lines.map((line) => bundleItem(line, cart)) },
});
