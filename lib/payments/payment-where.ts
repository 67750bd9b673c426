import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { isUuid } from "#lib/ids.ts";
import type { Found } from "./find-by-number.ts";
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
  OR: [{ id: { in: ids } }, ...beginnings.map((beginning) => ({ orderNumber: { startsWith: beginning } }))],
});

export interface Cursor {
  createdAt: Date;
  id: string;
}

export const writeCursor = ({ createdAt, id }: Cursor): string => Buffer.from(`${createdAt.toISOString()} ${id}`).toString("base64url");

/** null for a cursor that is not ours. */
export function readCursor(text: string): Cursor | null {
  const [at, id] = Buffer.from(text, "base64url").toString("utf8").split(" ");
  const createdAt = new Date(at ?? "");
  return id && isUuid(id) && !Number.isNaN(createdAt.getTime()) ? { createdAt, id } : null;
}

/** Payments after the cursor, newest first (keyset: as fast on the last page as on the first). */
const afterCursor = ({ createdAt, id }: Cursor): Prisma.PaymentWhereInput => ({
  OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }],
});

export interface Reading {
  connectionIds: string[];
  timeZone: string;
  cursor: Cursor | null;
  /** What the searched text led to; null when nothing is searched. */
  found: Found | null;
}

/** The tenant's payments that fit the filter. */
export function paymentWhere(filter: PaymentFilter, { connectionIds, timeZone, cursor, found }: Reading): Prisma.PaymentWhereInput {
  const { status, syncId, from, to } = filter;
  const createdAt = { ...(from && { gte: startOf(from, timeZone) }), ...(to && { lte: endOf(to, timeZone) }) };
  return {
    connectionId: { in: connectionIds },
    ...(status && { status: { in: status } }),
    ...(syncId && { syncId }),
    AND: [{ createdAt }, ...(found ? [searchWhere(found)] : []), ...(cursor ? [afterCursor(cursor)] : [])],
  };
}
