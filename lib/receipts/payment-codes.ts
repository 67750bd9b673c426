import { agentTypes, type PaymentMethod, paymentMethods, type PaymentObject, paymentObjects } from "./fiscal-schema.ts";

/** Codes of the bank (protocols: alfabank 7.2) for RetailCRM's words (protocols: retailcrm 4.1): 1… in the lists' order. */
export const methodCode = (method: PaymentMethod): number => paymentMethods.indexOf(method) + 1;

export const objectCode = (object: PaymentObject): number => paymentObjects.indexOf(object) + 1;

export const agentCode = (type: (typeof agentTypes)[number]): number => agentTypes.indexOf(type) + 1;

/** The other way round, for people: codes that FFD 1.2 adds for marked goods are goods or excisable goods. */
export const methodOf = (code: number): PaymentMethod => paymentMethods[code - 1] ?? "full_prepayment";

export const objectOf = (code: number): PaymentObject =>
  paymentObjects[code - 1] ?? (code === 30 || code === 31 ? "excise" : "commodity");

const wordOf = (text: string | null): string => text?.trim().toLowerCase() ?? "";

export const findMethod = (text: string | null): PaymentMethod | null => paymentMethods.find((name) => name === wordOf(text)) ?? null;

export const findObject = (text: string | null): PaymentObject | null => paymentObjects.find((name) => name === wordOf(text)) ?? null;

/** Money taken before the goods change hands: a second receipt follows when they do. */
export const isPrepayment = (method: PaymentMethod): boolean => methodCode(method) <= 3;

/** Only a part of the price is paid with these, so that items and invoice differ by nature. */
export const isPartial = (method: PaymentMethod): boolean =>
  method === "prepayment" || method === "advance" || method === "partial_payment";
