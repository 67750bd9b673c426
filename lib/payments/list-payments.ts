import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import { findByNumber } from "./find-by-number.ts";
import { defaultSort, type PaymentFilter } from "./payment-filter-schema.ts";
import { beyond, orderBy, readCursor, writeCursor } from "./payment-order.ts";
import { paymentListItem, type PaymentListItem } from "./payment-view.ts";
import { paymentWhere } from "./payment-where.ts";

const PAGE = 50;

const listedPayment = {
  sync: { select: { name: true, environment: true } },
  connection: { select: { name: true } },
  refunds: { select: { amount: true, status: true } },
  operations: { where: { state: "unknown" as const }, select: { state: true, kind: true } },
  attempts: { where: { actionCode: { not: null } }, select: { seq: true, actionCode: true } },
};

export interface PaymentPage {
  items: PaymentListItem[];
  nextCursor: string | null;
}

/** Payments of the reader's accounts, newest first unless asked otherwise. */
export async function listPayments(actor: UserActor, filter: PaymentFilter, size = PAGE): Promise<PaymentPage> {
  const sort = filter.sort ?? defaultSort;
  const cursor = filter.cursor === undefined ? null : readCursor(sort, filter.cursor);
  if (filter.cursor !== undefined && !cursor) throw new AppError("invalid_input", { fields: { cursor: ["invalid_format"] } });
  const connectionIds = await memberConnectionIds(actor);
  const found = filter.search ? await findByNumber(connectionIds, filter.search) : null;
  const payments = await db.payment.findMany({
    where: paymentWhere(filter, { connectionIds, timeZone: actor.timeZone, after: cursor && beyond(sort, cursor), found }),
    orderBy: orderBy(sort),
    take: size + 1,
    include: listedPayment,
  });
  const items = payments.slice(0, size);
  const last = items.at(-1);
  return { items: items.map((payment) => paymentListItem(payment, actor.locale)), nextCursor: payments.length > size && last ? writeCursor(sort, last) : null };
}
