import type { Prisma } from "#lib/generated/prisma/client.ts";
import { endOfDay, startOfDay } from "#lib/zoned-days.ts";
import { type Found, startsWithText } from "./find-by-number.ts";
import type { PaymentFilter } from "./payment-filter-schema.ts";

const isDay = (text: string): boolean => text.length === "2026-11-25".length;

const startOf = (text: string, timeZone: string): Date => (isDay(text) ? startOfDay(text, timeZone) : new Date(text));

/** A day is meant to its end. */
const endOf = (text: string, timeZone: string): Date => (isDay(text) ? endOfDay(text, timeZone) : new Date(text));

const searchWhere = ({ ids, beginnings }: Found): Prisma.PaymentWhereInput => ({
  OR: [{ id: { in: ids } }, ...beginnings.map((beginning) => ({ orderNumber: startsWithText(beginning) }))],
});

export interface Reading {
  connectionIds: string[];
  timeZone: string;
  /** What comes after a place in the list's order; null: from its beginning. */
  after: Prisma.PaymentWhereInput | null;
  /** What the searched text led to; null when nothing is searched. */
  found: Found | null;
}

/** The tenant's payments that fit the filter. */
export function paymentWhere(filter: PaymentFilter, { connectionIds, timeZone, after, found }: Reading): Prisma.PaymentWhereInput {
  const { status, syncId, from, to } = filter;
  const createdAt = { ...(from && { gte: startOf(from, timeZone) }), ...(to && { lte: endOf(to, timeZone) }) };
  return {
    connectionId: { in: connectionIds },
    ...(status && { status: { in: status } }),
    ...(syncId && { syncId }),
    AND: [{ createdAt }, ...(found ? [searchWhere(found)] : []), ...(after ? [after] : [])],
  };
}
