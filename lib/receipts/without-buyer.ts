import type { Prisma } from "#lib/generated/prisma/client.ts";
import { readCart, storeCart } from "./stored-cart.ts";

/** Notes that quote what the buyer gave. */
const quoting: ReadonlySet<string> = new Set(["phone_dropped", "email_dropped", "inn_dropped"]);

/** A stored cart whose buyer nobody can tell any more; its lines and rates are as they were. */
export function withoutBuyer(stored: unknown): Prisma.InputJsonObject {
  const cart = readCart(stored);
  if (cart === null) throw new Error("not a stored cart");
  return storeCart({ ...cart, buyer: {}, steps: cart.steps.filter(({ key }) => !quoting.has(key)) });
}
