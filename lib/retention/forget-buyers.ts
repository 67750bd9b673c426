import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { transaction } from "#lib/transaction.ts";

const BATCH = 200;
const DAY_SECONDS = 86_400;

/** Notes on a receipt that quote what the buyer gave. */
const quoting = ["phone_dropped", "email_dropped", "inn_dropped"];

/**
 * Locks the oldest payments with which nothing more is done that could need the buyer: an unpaid link may still be opened,
 * a prepayment be settled by itself. One that somebody is at work on has another night.
 */
async function forgetInPayments(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Payment" SET source = jsonb_set(source, '{customer}', 'null'), "forgottenAt" = ${now()}
    WHERE id IN (
      SELECT id FROM "Payment" p
      WHERE "forgottenAt" IS NULL AND "createdAt" < ${before} AND status IN ('succeeded', 'refundSucceeded', 'canceled')
        AND NOT EXISTS (
          SELECT 1 FROM "Attempt" a JOIN "Sync" s ON s.id = a."syncId" WHERE a."paymentId" = p.id
            AND (a."nextCheckAt" IS NOT NULL OR (a."closeCheckAt" IS NOT NULL AND s.fiscal ->> 'closeOn' IS NOT NULL)))
      ORDER BY "createdAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Lines and rates stay as they were; refunds need them. */
const forgetInReceipts = (tx: Tx, paymentIds: string[]): Promise<number> => tx.$executeRaw`
  UPDATE "Attempt" SET cart = cart || jsonb_build_object('buyer', '{}'::jsonb, 'steps', (
    SELECT coalesce(jsonb_agg(step ORDER BY place), '[]') FROM jsonb_array_elements(cart -> 'steps') WITH ORDINALITY AS steps (step, place)
    WHERE step ->> 'key' <> ALL (${quoting})))
  WHERE "paymentId" = ANY (${paymentIds}::uuid[]) AND cart ? 'lines'`;

/**
 * Takes the buyers' names, addresses, phones and INN out of payments that were over long ago: they were kept for the
 * receipt only. Sums, lines and the timeline stay. Returns how many payments it was.
 */
export async function forgetBuyers(days: number): Promise<number> {
  const before = addSeconds(now(), -days * DAY_SECONDS);
  let count = 0;
  for (let last = BATCH; last === BATCH; count += last) {
    last = await transaction(async (tx) => {
      const ids = await forgetInPayments(tx, before);
      await forgetInReceipts(tx, ids);
      return ids.length;
    });
  }
  return count;
}
