import { addSeconds, now } from "#lib/clock.ts";
import { crmOf } from "#lib/connections/open-connection.ts";
import { db } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Attempt, Connection, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";
import { readFiscal } from "./fiscal-schema.ts";
import { nextSettlementDelay } from "./receipt-state.ts";
import { settlePrepayment } from "./settle-prepayment.ts";

type Asked = Attempt & { sync: Sync; payment: Payment & { connection: Connection } };

/** Puts the next look off, so that nobody else looks meanwhile; null when somebody else does already. */
async function claim(attemptId: string): Promise<Asked | null> {
  const attempt = await db.attempt.findUnique({
    where: { id: attemptId },
    include: { sync: true, payment: { include: { connection: true } } },
  });
  if (!attempt?.closeCheckAt || attempt.closeCheckAt > now()) return null;
  const age = (now().getTime() - (attempt.paidAt ?? attempt.createdAt).getTime()) / 1000;
  const delay = nextSettlementDelay(age);
  const { count } = await db.attempt.updateMany({
    where: { id: attemptId, closeCheckAt: attempt.closeCheckAt },
    data: { closeCheckAt: delay === null ? null : addSeconds(now(), delay) },
  });
  return count === 1 ? attempt : null;
}

/** Settling by itself does not work: a person must see to it. */
async function giveUp({ id, payment, syncId }: Asked, message: string): Promise<void> {
  const { connectionId, orderNumber } = payment;
  await transaction(async (tx) => {
    await tx.attempt.update({ where: { id }, data: { closeCheckAt: null } });
    const about = { kind: "receipt_not_closed", subject: payment.id, paymentId: payment.id, connectionId, syncId };
    await raiseProblem(tx, { ...about, detail: { orderNumber, message } });
  });
}

async function statusOf({ payment }: Asked): Promise<string | null> {
  return payment.orderId === null ? null : crmOf(payment.connection).orderStatus(payment.orderId);
}

const notReadable = new Set(["forbidden_scope", "unauthorized"]);

/**
 * Settles the prepayment of an order whose goods have been handed over, which is told by the order's status in RetailCRM.
 * Looked at again until the order gets there, for three months.
 */
export async function closeDueReceipt(attemptId: string): Promise<void> {
  const attempt = await claim(attemptId);
  if (!attempt) return;
  const { closeOn } = readFiscal(attempt.sync.fiscal);
  if (closeOn === null) return;
  const { locale } = attempt.payment.connection;
  try {
    if ((await statusOf(attempt)) === closeOn) await settlePrepayment("system", attempt.paymentId, attempt.id);
  } catch (error) {
    if (error instanceof ProviderError) {
      if (notReadable.has(error.code)) await giveUp(attempt, errorText(locale, "receipt_order_unreadable"));
      return; // looked at again later
    }
    if (!(error instanceof AppError)) throw error;
    if (error.reason === "bank_unreachable") return; // looked at again later
    if (error.reason === "receipt_nothing_to_close" || error.reason === "receipt_off") {
      await db.attempt.update({ where: { id: attemptId }, data: { closeCheckAt: null } });
    } else await giveUp(attempt, errorText(locale, error.reason, error.params));
  }
}
