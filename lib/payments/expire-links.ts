import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { translator } from "#lib/i18n/translator.ts";
import { log } from "#lib/log.ts";
import { cancelPayment } from "./cancel-payment.ts";

const BATCH = 100;

interface Expired {
  id: string;
  locale: string;
}

/** Unpaid payments whose link has outlived the days its shop allows. */
const findExpired = (): Promise<Expired[]> => db.$queryRaw<Expired[]>`
  SELECT payment.id, connection.locale
  FROM "Payment" payment
  JOIN "Sync" sync ON sync.id = payment."syncId"
  JOIN "Connection" connection ON connection.id = payment."connectionId"
  WHERE payment.status = 'pending' AND payment."cancelRequestedAt" IS NULL AND sync."linkDays" IS NOT NULL
    AND payment."createdAt" < now() - make_interval(days => sync."linkDays")
  ORDER BY payment."createdAt" LIMIT ${BATCH}`;

/** Cancels them, at the bank too, and lets the CRM know why. One who pays in the same moment has paid. */
export async function expireLinks(): Promise<void> {
  for (const { id, locale } of await findExpired()) {
    try {
      await cancelPayment("system", id, translator(locale)("payments.linkExpired"));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.info({ paymentId: id, reason: error.reason }, "an expired link was not cancelled");
    }
  }
}
