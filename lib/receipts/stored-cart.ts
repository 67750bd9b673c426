import type { Prisma } from "#lib/generated/prisma/client.ts";
import type { Cart, CartLine } from "./cart.ts";

type StoredLine = Omit<CartLine, "quantity" | "price" | "sum"> & { quantity: string; price: string; sum: string };
type StoredCart = Omit<Cart, "lines" | "amount"> & { lines: StoredLine[]; amount: string };

/** Lines as plain JSON: whole numbers as text, so that none is ever a float. */
export const storeLines = (lines: readonly CartLine[]): Prisma.InputJsonArray =>
  lines.map((line): StoredLine & Prisma.InputJsonObject => ({
    ...line,
    quantity: line.quantity.toString(),
    price: line.price.toString(),
    sum: line.sum.toString(),
  }));

export const readLines = (stored: unknown): CartLine[] =>
  (stored as StoredLine[]).map((line) => ({
    ...line,
    quantity: BigInt(line.quantity),
    price: BigInt(line.price),
    sum: BigInt(line.sum),
  }));

/** A cart as it is kept with the bank order. */
export const storeCart = (cart: Cart): Prisma.InputJsonObject => ({
  ...cart,
  buyer: { ...cart.buyer },
  agent: cart.agent && { ...cart.agent },
  amount: cart.amount.toString(),
  lines: storeLines(cart.lines),
  steps: cart.steps.map(({ key, params }) => ({ key, params: { ...params } })),
  warnings: cart.warnings.map(({ key, params }) => ({ key, params: { ...params } })),
});

/** null when the order was registered without a receipt. */
export function readCart(stored: unknown): Cart | null {
  if (typeof stored !== "object" || stored === null || !("lines" in stored)) return null;
  const cart = stored as StoredCart;
  return { ...cart, amount: BigInt(cart.amount), lines: readLines(cart.lines) };
}
