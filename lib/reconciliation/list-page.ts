import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import type { BankClient } from "#lib/alfabank/bank-client.ts";
import { lookBackOf, type Period } from "./run-period.ts";
import type { ListKind, ListStep } from "./run-step-schema.ts";

/** The bank's greatest page (protocols: alfabank 4.9). */
const PAGE_SIZE = 200;

export interface ListPage {
  orders: OrderAnswer[];
  /** How many of the list have been seen with this page, readable or not. */
  seen: number;
  isLast: boolean;
}

/** One page of the bank's list; its end is exclusive here and belongs to the next day for the bank, so callers filter. */
export async function readListPage(bank: Pick<BankClient, "lastOrders">, { list, page, seen }: ListStep, period: Period): Promise<ListPage> {
  const { orders, listed, total } = await bank.lastOrders({
    from: list === "refunded" ? lookBackOf(period) : period.from,
    to: period.until,
    page,
    size: PAGE_SIZE,
    byCreatedDate: list === "created",
    ...(list === "refunded" && { states: ["REVERSED", "REFUNDED"] as const }),
  });
  const read = seen + listed;
  // An installation may give smaller pages than were asked for: its own total says more than a page's length.
  return { orders, seen: read, isLast: listed === 0 || (total === null ? listed < PAGE_SIZE : read >= total) };
}

const isIn = (moment: Date, { from, until }: Period): boolean => moment >= from && moment < until;

/** Counts each order once, though the list by registration and the list by payment may both show it. */
export function countsHere(list: ListKind, { date }: OrderAnswer, period: Period): boolean {
  if (list === "refunded") return false;
  if (date === null) return list === "created";
  return list === "created" ? isIn(date, period) : !isIn(date, period);
}
