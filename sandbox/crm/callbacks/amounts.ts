/** Sums in callbacks, in the format chosen by the switch. */
import { roublesNumber, roublesText } from "../money.ts";
import type { Switches } from "../state/switches.ts";

/** Kopecks as PHP would print them (3490.5), as text ("3490.50"), or as a float that went through arithmetic (3490.5000000000005). */
export function callbackAmount(kopecks: number, switches: Switches): number | string {
  if (switches.amountFormat === "string") return roublesText(kopecks);
  const value = roublesNumber(kopecks);
  return switches.amountFormat === "noisy" ? value * (1 + Number.EPSILON) : value;
}

/** Quantities are decimal texts in the state and numbers on the wire. */
export function callbackQuantity(quantity: string, switches: Switches): number | string {
  const plain = quantity.replace(",", ".");
  return switches.amountFormat === "string" ? plain : Number(plain);
}
