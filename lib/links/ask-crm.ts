import { crmOf } from "#lib/connections/open-connection.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection, Payment } from "#lib/generated/prisma/client.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { transaction } from "#lib/transaction.ts";

const PAYER_WAITS_MS = 3_000;
const REMEMBER_MS = 10_000;

/** One question for all who open the same link at the same moment. */
const recent = new Map<string, Promise<boolean>>();

/**
 * Does the CRM still want this invoice paid? A failed call is no verdict: the payer is let through. A "no" is not
 * remembered, because the manager may be mending its cause while the payer tries again.
 */
export function crmStillWants(payment: Payment, connection: Connection): Promise<boolean> {
  const key = `${payment.id}:${payment.amount.toString()}`;
  const asked = recent.get(key);
  if (asked) return asked;
  const asking = ask(payment, connection);
  recent.set(key, asking);
  const forget = (): boolean => recent.delete(key);
  setTimeout(forget, REMEMBER_MS).unref();
  asking.then((wanted) => wanted || forget(), forget);
  return asking;
}

async function ask({ id, invoiceUuid, amount, currency }: Payment, connection: Connection): Promise<boolean> {
  try {
    const verdict = await crmOf(connection).checkInvoice({ invoiceUuid, amount, currency }, { timeoutMs: PAYER_WAITS_MS });
    if (verdict.valid) return true;
    await transaction((tx) => recordEvent(tx, id, "crm_check", "crm", { valid: false, reason: verdict.reason }));
    return false;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await transaction((tx) => recordEvent(tx, id, "crm_check", "crm", { valid: null, error: error.code }));
    return true;
  }
}
