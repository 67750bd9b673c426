import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import { findByNumber } from "./find-by-number.ts";
import { assertPaymentRole } from "./get-payment.ts";
import { defaultSort, type PaymentFilter } from "./payment-filter-schema.ts";
import { beyond, opposite, orderBy } from "./payment-order.ts";
import type { Neighbours } from "./payment-view.ts";
import { paymentWhere } from "./payment-where.ts";

/** Which payments stand above and below this one in the list that the reader came from. */
export async function findNeighbours(actor: UserActor, paymentId: string, filter: PaymentFilter): Promise<Neighbours> {
  await assertPaymentRole(actor, paymentId, "viewer");
  const place = await db.payment.findUniqueOrThrow({ where: { id: paymentId }, select: { id: true, createdAt: true, amount: true } });
  const connectionIds = await memberConnectionIds(actor);
  const found = filter.search ? await findByNumber(connectionIds, filter.search) : null;
  const sort = filter.sort ?? defaultSort;
  const [previous, next] = await Promise.all(
    [opposite(sort), sort].map((direction) =>
      db.payment.findFirst({
        where: paymentWhere(filter, { connectionIds, timeZone: actor.timeZone, after: beyond(direction, place), found }),
        orderBy: orderBy(direction),
        select: { id: true },
      }),
    ),
  );
  return { previous: previous?.id ?? null, next: next?.id ?? null };
}
