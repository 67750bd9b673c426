import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { isUuid } from "#lib/ids.ts";

/** A payment of this account; another account's payment is as unknown as one that never was. */
export async function assertPaymentOf(connection: Connection, paymentId: string): Promise<void> {
  const found = isUuid(paymentId) && (await db.payment.count({ where: { id: paymentId, connectionId: connection.id } })) > 0;
  if (!found) throw new AppError("not_found", { reason: "unknown_payment" });
}
