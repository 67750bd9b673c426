import { type BankCallback, maskCallback, verifyCallback } from "../alfabank/callback.ts";
import { inBackground } from "../background.ts";
import { db } from "../db.ts";
import { AppError } from "../errors.ts";
import { enqueue } from "../jobs.ts";
import { queues } from "../queues.ts";
import { callbackKeysOf } from "../syncs/open-sync.ts";
import { processNotification } from "./process-notification.ts";

const bounded = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null;

/**
 * Stores what the bank sent, durably, together with the job that looks into it; nothing else happens before the answer.
 * @throws AppError not_found for an address that is not one of ours
 */
export async function acceptNotification(syncKey: string, method: string, callback: BankCallback): Promise<void> {
  const sync = await db.sync.findUnique({ where: { syncKey } });
  if (!sync) throw new AppError("not_found");
  const { id } = await db.$transaction(async (tx) => {
    const stored = await tx.notification.create({
      data: {
        syncId: sync.id,
        method,
        mdOrder: bounded(callback.mdOrder, 64),
        orderNumber: bounded(callback.orderNumber, 64),
        operation: bounded(callback.operation, 40),
        status: bounded(callback.status, 8),
        signature: verifyCallback(callback.params, callbackKeysOf(sync)),
        payload: maskCallback(callback.params),
      },
      select: { id: true },
    });
    await enqueue(tx, queues.notification, { notificationId: stored.id.toString() });
    return stored;
  });
  inBackground("process-notification", () => processNotification(id));
}
