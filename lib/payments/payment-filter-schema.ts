import { z } from "zod";
import { emptyAsAbsent, idField, momentField } from "#lib/query-schema.ts";
import { storable } from "#lib/written-text.ts";

export const paymentStatuses = ["pending", "waitingForCapture", "succeeded", "canceled", "refundSucceeded"] as const;

/** By which column, and from which end ("-": from the largest or newest). */
export const paymentSorts = ["-createdAt", "createdAt", "-amount", "amount"] as const;
export type PaymentSort = (typeof paymentSorts)[number];
export const defaultSort: PaymentSort = "-createdAt";

const searchText = (value: unknown): unknown => emptyAsAbsent(typeof value === "string" ? storable(value).trim() : value);

const statusList = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(paymentStatuses, { error: "invalid_choice" })).min(1));

/** Query of the payment list and its CSV; an empty parameter is no filter. */
export const paymentFilterSchema = z.object({
  search: z.preprocess(searchText, z.string().max(100, "too_long").optional()),
  status: z.preprocess(emptyAsAbsent, statusList.optional()),
  syncId: z.preprocess(emptyAsAbsent, idField.optional()),
  /** Days are the reader's. */
  from: z.preprocess(emptyAsAbsent, momentField.optional()),
  to: z.preprocess(emptyAsAbsent, momentField.optional()),
  sort: z.preprocess(emptyAsAbsent, z.enum(paymentSorts, { error: "invalid_choice" }).optional()),
  cursor: z.preprocess(emptyAsAbsent, z.string().max(200, "too_long").optional()),
});

export type PaymentFilter = z.output<typeof paymentFilterSchema>;

export const readPaymentFilter = (query: URLSearchParams): Record<string, string | null> =>
  Object.fromEntries(Object.keys(paymentFilterSchema.shape).map((name) => [name, query.get(name)]));
