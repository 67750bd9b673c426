import type { PaymentSort } from "#lib/payments/payment-filter-schema.ts";

/** Orders by names that a message can choose by. */
export const sortNames = { "-createdAt": "newest", createdAt: "oldest", "-amount": "largest", amount: "smallest" } as const satisfies Record<PaymentSort, string>;

export type SortColumn = "createdAt" | "amount";

/** Of `aria-sort`; null: the list is sorted by something else. */
export function directionOf(column: SortColumn, sort: PaymentSort): "ascending" | "descending" | null {
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : null;
}

/** A press on a column's head: the most interesting end first, then the other one. */
export const sortAfterPress = (column: SortColumn, sort: PaymentSort): PaymentSort => (sort === `-${column}` ? column : `-${column}`);
