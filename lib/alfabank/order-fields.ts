import { MAX_KOPECKS } from "#lib/money.ts";
import type { NewOrder } from "./bank-client.ts";
import type { FormFields } from "./form-body.ts";

/** Text for the payer without what the gateway refuses or garbles: `% +`, line breaks, markup, emoji (quirks 17, 18). */
export function cleanDescription(text: string, maxLength = 512): string {
  const clean = text
    .replace(/<[^>]*>/gu, " ")
    .replace(/[%+<>\p{C}]|[\u{10000}-\u{10FFFF}]|\p{Variation_Selector}/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return clean.slice(0, maxLength).trimEnd();
}

/** The gateway takes 1…40 characters; a doubtful address must not cost the payment (protocols: alfabank 3.1). */
export const bankEmail = (text: string | undefined): string | undefined => {
  const email = text?.trim() ?? "";
  return email.length <= 40 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(email) ? email : undefined;
};

/** With country code; of code 7 there are eleven digits, elsewhere ten to fifteen. */
const international = /^(?:7\d{10}|[1-689]\d{9,14})$/;

/**
 * Digits with country code, as the gateway wants them: "+7 (900) 000-00-00", "8 900 …" and "900 …" become 79000000000,
 * other countries keep their code; what is no phone number gives undefined (protocols: alfabank 7.1).
 */
export function bankPhone(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  if (!/^[+\d\s().\u2010-\u2015-]+$/u.test(trimmed)) return undefined;
  const digits = trimmed.replace(/\D/g, "");
  if (trimmed.startsWith("+")) return international.test(digits) ? digits : undefined;
  if (/^00[1-9]\d{9,12}$/.test(digits)) return international.test(digits.slice(2)) ? digits.slice(2) : undefined;
  if (/^9\d{9}$/.test(digits)) return `7${digits}`;
  if (/^8[3-9]\d{9}$/.test(digits)) return `7${digits.slice(1)}`;
  return /^[1-79]\d{10,14}$/.test(digits) && international.test(digits) ? digits : undefined;
}

/** For deposit, refund and cart sums: 0 would mean "everything" to the bank, so it is a mistake of ours here. */
export function positiveKopecks(amount: bigint): bigint {
  if (amount <= 0n || amount > MAX_KOPECKS) throw new RangeError("the amount must be positive and at most 12 digits of kopecks");
  return amount;
}

/** Fields of `register.do` (protocols: alfabank 3.1). The currency is always sent, so that a merchant's default cannot change it. */
export const orderFields = (order: NewOrder): FormFields => ({
  orderNumber: order.orderNumber,
  amount: positiveKopecks(order.amount),
  currency: "643",
  returnUrl: order.returnUrl,
  failUrl: order.failUrl,
  description: order.description === undefined ? undefined : cleanDescription(order.description),
  language: order.language,
  sessionTimeoutSecs: order.sessionTimeoutSecs,
  dynamicCallbackUrl: order.dynamicCallbackUrl,
  orderBundle: order.orderBundle,
  taxSystem: order.taxSystem,
  jsonParams: order.jsonParams,
  email: bankEmail(order.email),
  phone: bankPhone(order.phone),
});
