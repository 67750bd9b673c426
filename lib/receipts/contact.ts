import { bankPhone } from "#lib/alfabank/order-fields.ts";
import type { StoredCustomer } from "#lib/retailcrm/callback-schemas.ts";
import { type Notes, refuse, type Refusal } from "./explanation.ts";
import { cleanName, cutName } from "./item-name.ts";

/** Where the receipt goes, as the bank takes it (protocols: alfabank 7.1, 7.5). */
export interface Buyer {
  email?: string;
  /** Digits with country code. */
  phone?: string;
  /** Only together: a name without INN makes the bank refuse the order. */
  inn?: string;
  fullName?: string;
}

const EMAIL_MAX = 40;
const FIELD_MAX = 500;
const NAME_MAX = 100;
const SHOWN = 60;

/** Several contacts in one field: the first good one counts. A whole letter in it is no contact. */
const candidates = (text: string): string[] =>
  text.length > FIELD_MAX ? [] : text.split(/[,;/|\n]+/).map((part) => part.trim()).filter((part) => part !== "");

/** "+8 900 …" is Russia as people write it; extensions cannot be dialled. */
const tidyPhone = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/(доб|ext|вн)\.?\s*\d+$/iu, "")
    .replace(/^\+\s*8(?=\D*[3-9](\D*\d){9}\D*$)/, "8")
    .trim();

/** Digits with country code; null for what is no phone number: 7…15 digits, Russian ones in any usual spelling. */
export function receiptPhone(text: string): string | null {
  for (const part of candidates(text)) {
    const phone = bankPhone(tidyPhone(part));
    if (phone !== undefined) return phone;
  }
  return null;
}

/** The domain in ASCII, as mail servers know it; null when it is none. */
function domainOf(text: string): string | null {
  const url = `http://${text}/`;
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.[\p{L}\p{N}-]{2,}$/u.test(text) || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return /\.\d+$/.test(hostname) ? null : hostname; // a network address, as "123.45" is one
}

/** No mail server knows one with dots at its ends or two in a row. */
const hasStrayDots = (local: string): boolean => /^\.|\.\.|\.$/.test(local);

/** An address tills and data operators can use: plain letters before the @, at most 40 characters. */
export function receiptEmail(text: string): string | null {
  for (const part of candidates(text)) {
    const [, local = "", host = ""] = /^(?:mailto:)?<?([A-Za-z0-9._%+-]+)@([^@\s<>]+?)>?$/.exec(part) ?? [];
    const domain = domainOf(host);
    if (local === "" || hasStrayDots(local) || domain === null) continue;
    const email = `${local}@${domain}`;
    if (email.length <= EMAIL_MAX) return email;
  }
  return null;
}

const weightsOf10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const weightsOf11 = [7, ...weightsOf10];
const weightsOf12 = [3, ...weightsOf11];

/** Taxpayer's number with right check digits. */
export function isInn(text: string): boolean {
  if (!/^(\d{10}|\d{12})$/.test(text)) return false;
  const digits = Array.from(text, Number);
  const check = (weights: readonly number[]): boolean =>
    (weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11) % 10 === digits[weights.length];
  return text.length === 10 ? check(weightsOf10) : check(weightsOf11) && check(weightsOf12);
}

/** A wrong entry as it is told of. */
const shown = (text: string): string => cutName(cleanName(text).text, SHOWN) || "—";

function identity(customer: StoredCustomer, notes: Notes): Pick<Buyer, "inn" | "fullName"> {
  const inn = customer.INN?.replace(/\s/g, "") ?? "";
  if (inn === "") return {};
  if (!isInn(inn)) {
    notes.steps.push({ key: "inn_dropped", params: { given: shown(inn) } });
    return {};
  }
  const person = [customer.lastName, customer.firstName, customer.patronymic].filter((part) => part !== null).join(" ");
  const fullName = cutName(cleanName(customer.legalName ?? person).text, NAME_MAX);
  return { inn, ...(fullName !== "" && { fullName }) };
}

/**
 * The buyer's contact: what is unusable is dropped with a note. Neither phone nor e-mail usable → the settings' own
 * address, else a refusal: a receipt must reach somebody.
 */
export function buyerOf(customer: StoredCustomer | null, fallbackEmail: string | null, notes: Notes): { ok: true; buyer: Buyer } | Refusal {
  const phone = customer?.phone ? receiptPhone(customer.phone) : null;
  const email = customer?.email ? receiptEmail(customer.email) : null;
  if (customer?.phone && phone === null) notes.steps.push({ key: "phone_dropped", params: { given: shown(customer.phone) } });
  if (customer?.email && email === null) notes.steps.push({ key: "email_dropped", params: { given: shown(customer.email) } });
  const who = customer ? identity(customer, notes) : {};
  if (phone !== null || email !== null) {
    return { ok: true, buyer: { ...(email !== null && { email }), ...(phone !== null && { phone }), ...who } };
  }
  if (fallbackEmail === null) return refuse("receipt_contact_missing");
  notes.steps.push({ key: "contact_fallback", params: { email: fallbackEmail } });
  return { ok: true, buyer: { email: fallbackEmail, ...who } };
}
