import type { CartItem } from "./cart-shape.ts";

/** Subjects of settlement the gateway lists (protocols: alfabank 7.2). */
const OBJECTS = new Set([...Array.from({ length: 18 }, (_, i) => String(i + 1)), "30", "31", "32", "33"]);

const RULES: Readonly<Record<string, (value: string) => boolean>> = {
  paymentMethod: (value) => /^[1-7]$/.test(value),
  paymentObject: (value) => OBJECTS.has(value),
  nomenclature: (value) => value.length >= 1 && value.length <= 95,
  userData: (value) => value.length <= 64,
};

/** itemAttributes.attributes is a list of `{name, value}` with text values (cases: C-25). */
export function checkAttributes(item: CartItem, strings: boolean): string | null {
  const seen = new Set<string>();
  for (const { name, value } of item.itemAttributes?.attributes ?? []) {
    if (seen.has(name)) return `атрибут ${name} повторяется`;
    seen.add(name);
    if (name === "markQuantity" && typeof value === "object" && value !== null) continue;
    if (typeof value !== "string" && (strings || typeof value !== "number")) return `атрибут ${name}: нужна строка`;
    if (RULES[name]?.(String(value)) === false) return `атрибут ${name}`;
  }
  return null;
}
