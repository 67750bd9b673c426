import type { Customer } from "./cart-shape.ts";

const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
const PHONE = /^(\+|00)?\d{7,15}$/;
const INN = /^(\d{10}|\d{12})$/;

export function isEmail(text: string): boolean {
  return text.length <= 40 && EMAIL.test(text);
}

export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

/**
 * Customer rules (protocols: alfabank 7.1, 7.5): a contact is needed, and whoever is named must be identified by INN
 * or by birth date, document code and passport together.
 */
export function checkCustomer(customer: Customer | undefined, ofdParams: Record<string, unknown>): string | null {
  const identity = identityFault(customer, ofdParams);
  if (customer === undefined || identity !== null) return identity;
  const { email, phone, inn, passport } = customer;
  if (email === undefined && phone === undefined) return "customerDetails: нужен email или phone";
  if (email !== undefined && !email.split(",").every(isEmail)) return "customerDetails.email";
  if (phone !== undefined && !isPhone(phone)) return "customerDetails.phone";
  if (inn !== undefined && !INN.test(inn)) return "customerDetails.inn";
  if (passport !== undefined && !/^\d{10}$/.test(passport)) return "customerDetails.passport";
  return null;
}

function identityFault(customer: Customer | undefined, ofdParams: Record<string, unknown>): string | null {
  const given = (own: unknown, ofd: string): boolean => present(own) || present(ofdParams[`client.${ofd}`]);
  const inn = given(customer?.inn, "inn");
  const passport = given(customer?.passport, "document_data");
  const code = given(customer?.["documentCode"], "document_code");
  const birth = given(customer?.["birthDate"], "birth_date");
  const named = given(customer?.fullName, "name") || given(customer?.["citizenship"], "citizenship");
  if (!(inn || passport || code || birth || named)) return null;
  return inn || (birth && code && passport) ? null : "данные покупателя требуют ИНН или документ с датой рождения";
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
