import { type CallbackHint, maskCallback, verifyCallback } from "#lib/alfabank/callback.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { failPoint } from "#lib/fail-point.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { callbackKeysOf } from "#lib/syncs/open-sync.ts";
import { transaction } from "#lib/transaction.ts";

/** What cannot be a key is not looked up: the database knows no NUL, and nothing here is a megabyte long. */
const keyForm = /^[0-9A-Za-z]{32,64}$/;

/**
 * Stores what the bank sent, durably, together with the job that looks into it; nothing else happens before the answer.
 * @throws AppError not_found for an address that is not one of ours
 */
export async function acceptNotification(syncKey: string, method: string, callback: CallbackHint): Promise<void> {
  const sync = keyForm.test(syncKey) ? await db.sync.findUnique({ where: { syncKey } }) : null;
  if (!sync) throw new AppError("not_found", { reason: "unknown_address" });
  await transaction(async (tx) => {
    const stored = await tx.notification.create({
      data: {
        syncId: sync.id,
        method,
        mdOrder: callback.mdOrder,
        orderNumber: callback.orderNumber,
        operation: callback.operation,
        status: callback.status,
        signature: verifyCallback(callback.params, callbackKeysOf(sync)),
        payload: maskCallback(callback.params),
      },
      select: { id: true },
    });
    await enqueue(tx, queues.notification, { notificationId: stored.id.toString() });
  });
  failPoint("notification-stored");
}
