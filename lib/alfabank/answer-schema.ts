import { z } from "zod";

/**
 * Shapes of the gateway's answers, read tolerantly (protocols: alfabank 2, 4, 10 quirks 1–8): unknown fields and
 * values pass, numbers may be text. Card, payer and address data are not named here, so they are dropped at this edge.
 */

const digits = /^-?\d{1,15}$/;

/** A whole number that may arrive as text; anything else makes the answer unreadable. */
const wholeNumber = z
  .union([z.number().int(), z.string().trim().regex(digits)])
  .transform((value) => Number(value));

/** Kopecks: whole, not negative, exact. Anything else makes the whole answer unreadable: money is never guessed. */
const kopecks = z
  .union([z.number().int().nonnegative(), z.string().trim().regex(/^\d{1,15}$/)])
  .transform((value) => BigInt(value));

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** For what only informs: an unreadable value is no reason to throw the answer away. */
const lenient = <T extends z.ZodType>(schema: T) =>
  z.unknown().optional().transform((value): z.output<T> | null => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : null;
  });

const text = z.union([z.string(), z.number()]).transform(String);

const milliseconds = wholeNumber
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()));

const pairs = z
  .array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional() }))
  .nullish()
  .catch(null)
  .transform((list) => (list ?? []).map(({ name, value }) => ({ name, value: value == null ? "" : String(value) })));

/** Languages without maps of their own write an empty one as a list. */
const emptyMap = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : value);

const refund = z.object({
  amount: kopecks,
  externalRefundId: lenient(text),
  date: lenient(milliseconds),
  actionCode: lenient(text),
});

const paymentAmountInfo = z.object({
  paymentState: lenient(z.string()),
  approvedAmount: optional(kopecks),
  depositedAmount: optional(kopecks),
  refundedAmount: optional(kopecks),
});

/** `getOrderStatusExtended.do` (protocols: alfabank 4.1). Which fields come depends on the merchant's settings. */
export const orderAnswer = z
  .object({
    orderNumber: lenient(text),
    orderStatus: optional(wholeNumber),
    actionCode: lenient(text),
    actionCodeDescription: lenient(z.string()),
    amount: optional(kopecks),
    currency: lenient(text),
    date: lenient(milliseconds),
    authDateTime: lenient(milliseconds),
    depositedDate: lenient(milliseconds),
    refundedDate: lenient(milliseconds),
    reversedDate: lenient(milliseconds),
    paymentWay: lenient(z.string()),
    attributes: pairs,
    paymentAmountInfo: optional(z.preprocess(emptyMap, paymentAmountInfo.nullish())),
    refunds: optional(z.array(refund)).transform((list) => list ?? []),
  })
  .transform(({ attributes, ...order }) => ({
    ...order,
    /** The bank's own id of the order; repeated nowhere else in the answer. */
    mdOrder: attributes.find(({ name, value }) => name === "mdOrder" && value !== "")?.value ?? null,
  }));

export type OrderAnswer = z.output<typeof orderAnswer>;

export const registerAnswer = z.object({
  orderId: z.string().min(1).max(64),
  formUrl: z.string().min(1).max(2_048),
});

export const emptyAnswer = z.object({});

/** One order nobody can read hides itself only, not the page: it is asked about like one that the list does not show. */
const readableOrders = (list: readonly unknown[]): OrderAnswer[] =>
  list.flatMap((order) => {
    const read = orderAnswer.safeParse(order);
    return read.success ? [read.data] : [];
  });

/** `getLastOrdersForMerchants.do` (protocols: alfabank 4.9). */
export const lastOrdersAnswer = z
  .object({ orderStatuses: optional(z.array(z.unknown())), totalCount: lenient(wholeNumber) })
  .transform(({ orderStatuses, totalCount }) => ({
    orders: readableOrders(orderStatuses ?? []),
    /** How many the page has, readable or not: where a list ends is known from it. */
    listed: orderStatuses?.length ?? 0,
    total: totalCount,
  }));

export type LastOrders = z.output<typeof lastOrdersAnswer>;

const receipt = z
  .object({
    receiptStatus: wholeNumber,
    receiptType: lenient(text),
    uuid: lenient(text),
    shift_number: lenient(text),
    fiscal_receipt_number: lenient(text),
    receipt_datetime: lenient(milliseconds),
    receipt_date_time: lenient(milliseconds),
    fn_number: lenient(text),
    ecr_registration_number: lenient(text),
    fiscal_document_number: lenient(text),
    fiscal_document_attribute: lenient(text),
    amount_total: lenient(text),
    ofd_receipt_url: lenient(z.string()),
  })
  .transform((given) => ({
    status: given.receiptStatus,
    type: given.receiptType,
    uuid: given.uuid,
    shiftNumber: given.shift_number,
    receiptNumber: given.fiscal_receipt_number,
    at: given.receipt_datetime ?? given.receipt_date_time,
    fnNumber: given.fn_number,
    ecrNumber: given.ecr_registration_number,
    documentNumber: given.fiscal_document_number,
    documentAttribute: given.fiscal_document_attribute,
    /** Roubles as decimal text. */
    amountTotal: given.amount_total,
    url: given.ofd_receipt_url === "" ? null : given.ofd_receipt_url,
  }));

/** `getReceiptStatus.do` (protocols: alfabank 4.11): 0 sent, 1 delivered, 2 failed; 3–5 the same for refunds, 6–8 for corrections. */
export const receiptsAnswer = z.object({ receipt: optional(z.array(receipt)).transform((list) => list ?? []) });

export type BankReceipt = z.output<typeof receipt>;
