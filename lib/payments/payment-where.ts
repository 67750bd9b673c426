import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { type Found, startsWithText } from "./find-by-number.ts";
import type { PaymentFilter } from "./payment-filter-schema.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

const isDay = (text: string): boolean => text.length === "2026-11-25".length;

const startOf = (text: string, timeZone: string): Date => (isDay(text) ? dayjs.tz(text, timeZone).toDate() : new Date(text));

/** A day is meant to its end, which is where the next one begins: days on which clocks change have 23 or 25 hours. */
const endOf = (text: string, timeZone: string): Date => {
  if (!isDay(text)) return new Date(text);
  const nextDay = dayjs.utc(text).add(1, "day").format("YYYY-MM-DD");
  return dayjs.tz(nextDay, timeZone).subtract(1, "millisecond").toDate();
};

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
