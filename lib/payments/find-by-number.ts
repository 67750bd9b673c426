import { db } from "#lib/db.ts";
import { isUuid } from "#lib/ids.ts";

/** So many payments whose order number begins alike are named one by one; with more the beginning itself is the filter. */
const MAX_NAMED = 1_000;

export interface Found {
  ids: string[];
  /** Beginnings of the CRM's order number that fit too many payments to name them. */
  beginnings: string[];
}

async function exact(connectionIds: string[], search: string): Promise<string[]> {
  const slug = /\/p\/([0-9A-Za-z]{10})/.exec(search)?.[1] ?? search;
  const connectionId = { in: connectionIds };
  const [payments, attempts] = await Promise.all([
    db.payment.findMany({
      where: { connectionId, OR: [{ slug }, ...(isUuid(search) ? [{ id: search }, { invoiceUuid: search }] : [])] },
      select: { id: true },
    }),
    db.attempt.findMany({
      where: { payment: { connectionId }, OR: [{ orderNumber: search }, { mdOrder: search.toLowerCase() }] },
      select: { paymentId: true },
    }),
  ]);
  return [...payments.map(({ id }) => id), ...attempts.map(({ paymentId }) => paymentId)];
}

/** Signs that stand for others in the database's search mean themselves here. */
export const startsWithText = (text: string) => ({ startsWith: text.replace(/[\\%_]/g, "\\$&") });

async function beginningWith(connectionIds: string[], beginning: string): Promise<string[]> {
  const found = await db.payment.findMany({
    where: { connectionId: { in: connectionIds }, orderNumber: startsWithText(beginning) },
    take: MAX_NAMED,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

/**
 * The tenant's payments by whatever number a person has at hand: the beginning of the CRM's order number in either case,
 * or exactly the bank's order number or id, our id, the CRM's invoice, or the short link. Each way has an index, and
 * looking first is what lets the list use it: sorted by time, the database would walk through all payments instead.
 */
export async function findByNumber(connectionIds: string[], search: string): Promise<Found> {
  const ids = new Set(await exact(connectionIds, search));
  const beginnings: string[] = [];
  for (const beginning of new Set([search, search.toUpperCase(), search.toLowerCase()])) {
    const found = await beginningWith(connectionIds, beginning);
    if (found.length === MAX_NAMED) beginnings.push(beginning);
    else for (const id of found) ids.add(id);
  }
  return { ids: [...ids], beginnings };
}
