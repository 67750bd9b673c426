import type { Prisma } from "#lib/generated/prisma/client.ts";
import { isUuid } from "#lib/ids.ts";
import { isUsualTime } from "#lib/query-schema.ts";
import type { PaymentSort } from "./payment-filter-schema.ts";

/** Where a payment stands in a list: what the list is sorted by, and the id where that is the same. */
export interface Place {
  createdAt: Date;
  /** Kopecks. */
  amount: bigint;
  id: string;
}

/** The part of a place that a list needs to go on from there. */
export type Cursor = Pick<Place, "id"> & Partial<Place>;

const opposites: Record<PaymentSort, PaymentSort> = {
  "-createdAt": "createdAt",
  createdAt: "-createdAt",
  "-amount": "amount",
  amount: "-amount",
};

export const opposite = (sort: PaymentSort): PaymentSort => opposites[sort];

const columnOf = (sort: PaymentSort): "createdAt" | "amount" => (sort.endsWith("amount") ? "amount" : "createdAt");

const isDescending = (sort: PaymentSort): boolean => sort.startsWith("-");

export function orderBy(sort: PaymentSort): Prisma.PaymentOrderByWithRelationInput[] {
  const direction = isDescending(sort) ? "desc" : "asc";
  return [{ [columnOf(sort)]: direction }, { id: direction }];
}

/** Payments that come after this place (keyset: as fast on the last page as on the first). */
export function beyond(sort: PaymentSort, place: Cursor): Prisma.PaymentWhereInput {
  const column = columnOf(sort);
  const than = isDescending(sort) ? "lt" : "gt";
  return { OR: [{ [column]: { [than]: place[column] } }, { [column]: place[column], id: { [than]: place.id } }] };
}

export function writeCursor(sort: PaymentSort, place: Place): string {
  const value = columnOf(sort) === "amount" ? place.amount.toString() : place.createdAt.toISOString();
  return Buffer.from(`${value} ${place.id}`).toString("base64url");
}

const instant = (text: string): Date | null => {
  const date = new Date(text);
  return isUsualTime(date) && date.toISOString() === text ? date : null;
};

/** null for a cursor that is not ours, or of a list in another order. */
export function readCursor(sort: PaymentSort, text: string): Cursor | null {
  const [value = "", id = "", ...more] = Buffer.from(text, "base64url").toString("utf8").split(" ");
  if (!isUuid(id) || more.length > 0) return null;
  if (columnOf(sort) === "amount") return /^\d{1,18}$/.test(value) ? { amount: BigInt(value), id } : null;
  const createdAt = instant(value);
  return createdAt && { createdAt, id };
}
