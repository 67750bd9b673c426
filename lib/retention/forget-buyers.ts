import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { Prisma } from "#lib/generated/prisma/client.ts";
import { withoutBuyer } from "#lib/receipts/without-buyer.ts";
import { transaction } from "#lib/transaction.ts";

const BATCH = 200;
const DAY_SECONDS = 86_400;

/** Nothing more is done with these that could need the buyer: an unpaid link may still be opened, a prepayment be settled. */
const overSince = (at: Date): Prisma.PaymentWhereInput => ({
  forgottenAt: null,
  createdAt: { lt: at },
  status: { in: ["succeeded", "refundSucceeded", "canceled"] },
  attempts: { none: { OR: [{ nextCheckAt: { not: null } }, { closeCheckAt: { not: null } }] } },
});

async function forget(ids: string[]): Promise<void> {
  await transaction(async (tx) => {
    const attempts = await tx.attempt.findMany({
      where: { paymentId: { in: ids }, cart: { not: Prisma.AnyNull } },
      select: { id: true, cart: true },
    });
    for (const { id, cart } of attempts) await tx.attempt.update({ where: { id }, data: { cart: withoutBuyer(cart) } });
    await tx.$executeRaw`
      UPDATE "Payment" SET source = jsonb_set(source, '{customer}', 'null'), "forgottenAt" = ${now()} WHERE id = ANY(${ids}::uuid[])`;
  });
}

/**
 * Takes the buyers' names, addresses, phones and INN out of payments that were over long ago: they were kept for the
 * receipt only. Sums, lines and the timeline stay. Returns how many payments it was.
 */
export async function forgetBuyers(days: number): Promise<number> {
  const where = overSince(addSeconds(now(), -days * DAY_SECONDS));
  let count = 0;
  for (;;) {
    const payments = await db.payment.findMany({ where, orderBy: { createdAt: "asc" }, take: BATCH, select: { id: true } });
    if (payments.length === 0) return count;
    await forget(payments.map(({ id }) => id));
    count += payments.length;
  }
}
