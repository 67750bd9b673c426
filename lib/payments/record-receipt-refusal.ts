import type { Tx } from "#lib/db.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import type { Refusal } from "#lib/receipts/explanation.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import type { PaymentWithSync } from "./register-attempt.ts";

/** Why a refused receipt is refused, in the language of the account. */
export const refusalText = (locale: string, { reason, params }: Refusal): string => errorText(locale, reason, params);

/** There can be no receipt for the order. A manager hears it at once; a payer's opening leaves a problem for the merchant. */
export async function recordReceiptRefusal(tx: Tx, payment: PaymentWithSync, refusal: Refusal, actor: ActorName): Promise<void> {
  const { id, connectionId, syncId, orderNumber, connection } = payment;
  const message = refusalText(connection.locale, refusal);
  await recordEvent(tx, id, "receipt_refused", actor, { code: refusal.reason, message });
  if (actor === "crm") return;
  await raiseProblem(tx, { kind: "receipt_refused", subject: id, paymentId: id, connectionId, syncId, detail: { orderNumber, message } });
}
