import { z } from "zod";
import {
  looseText,
  optionalDecimal,
  optionalInteger,
  optionalStructure,
  optionalSum,
  optionalText,
  optionalWebAddress,
  structure,
  sum,
  text,
  uuid,
} from "./callback-fields.ts";

/** What the CRM asks about payments (protocols: retailcrm 4.1, 4.4–4.6). Sums are kopecks. */

const item = structure({
  name: looseText,
  /** Roubles per unit after discounts, as decimal text: the receipt decides about rounding. */
  price: optionalDecimal,
  /** May be fractional; decimal text. */
  quantity: optionalDecimal,
  measurementUnit: looseText,
  /** "none", "vat20" …; unknown codes are kept and judged by the receipt. */
  vat: looseText,
  paymentMethod: looseText,
  paymentObject: looseText,
  productCode: looseText,
  markingCode: looseText,
  offerId: looseText,
  offerExternalId: looseText,
  offerXmlId: looseText,
});

const customer = optionalStructure({
  email: looseText,
  phone: looseText,
  firstName: looseText,
  lastName: looseText,
  patronymic: looseText,
  sex: looseText,
  contragentType: looseText,
  legalName: looseText,
  INN: looseText,
});

/** A list, or what PHP makes of one with gaps: a map by index. */
const items = z.preprocess((value) => {
  if (value === undefined || value === null || value === "") return [];
  return typeof value === "object" && !Array.isArray(value) ? Object.values(value) : value;
}, z.array(item, { error: "wrong_type" }).max(2_000, "too_long"));

const invoiceType = optionalText().refine((type) => type === null || type === "link", "invalid_choice");

const currency = text(3)
  .transform((code) => code.toUpperCase())
  .refine((code) => /^[A-Z]{3}$/.test(code), "invalid_format");

export const createCallSchema = structure({
  shopId: text(),
  invoiceUuid: uuid,
  invoiceType,
  amount: sum,
  currency,
  orderNumber: text(),
  orderId: optionalInteger,
  siteUrl: optionalWebAddress,
  returnUrl: optionalWebAddress,
  items,
  customer,
}).transform(({ items: lines, customer: payer, invoiceType: _, ...call }) => ({
  ...call,
  source: { items: lines, customer: payer },
}));

const action = { paymentId: uuid, amount: optionalSum };

/** `amount`: the final sum to take; null means all that is held. */
export const approveCallSchema = structure(action);

/** The CRM may send the sum of the invoice along; nothing depends on it. */
export const cancelCallSchema = structure({ paymentId: uuid });

/** `amount`: null means all that is left. */
export const refundCallSchema = structure(action);

export type CreateCall = z.output<typeof createCallSchema>;
export type ApproveCall = z.output<typeof approveCallSchema>;
export type CancelCall = z.output<typeof cancelCallSchema>;
export type RefundCall = z.output<typeof refundCallSchema>;

/** Items and customer as stored with the payment: plain JSON, numbers as decimal text. */
export type StoredSource = CreateCall["source"];
export type StoredItem = StoredSource["items"][number];
export type StoredCustomer = NonNullable<StoredSource["customer"]>;
