import { z } from "zod";

export const paymentStatuses = ["pending", "waitingForCapture", "succeeded", "canceled", "refundSucceeded"] as const;

/** By which column, and from which end ("-": from the largest or newest). */
export const paymentSorts = ["-createdAt", "createdAt", "-amount", "amount"] as const;
export type PaymentSort = (typeof paymentSorts)[number];
export const defaultSort: PaymentSort = "-createdAt";

const empty = (value: unknown): unknown => (value === "" || value === null ? undefined : value);

/** PostgreSQL knows no NUL character. */
const storable = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll("\u0000", "").trim() : value);

/** A day ("2026-11-25", in the reader's time zone) or an instant with its zone. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: "invalid_date" });

const statusList = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(paymentStatuses, { error: "invalid_choice" })).min(1));

/** Query of the payment list and its CSV; an empty parameter is no filter. */
export const paymentFilterSchema = z.object({
  search: z.preprocess((value) => empty(storable(value)), z.string().max(100, "too_long").optional()),
  status: z.preprocess(empty, statusList.optional()),
  syncId: z.preprocess(empty, z.uuid({ error: "invalid_format" }).optional()),
  from: z.preprocess(empty, moment.optional()),
  to: z.preprocess(empty, moment.optional()),
  sort: z.preprocess(empty, z.enum(paymentSorts, { error: "invalid_choice" }).optional()),
  cursor: z.preprocess(empty, z.string().max(200, "too_long").optional()),
});

export type PaymentFilter = z.output<typeof paymentFilterSchema>;

export const readPaymentFilter = (query: URLSearchParams): Record<string, string | null> =>
  Object.fromEntries(Object.keys(paymentFilterSchema.shape).map((name) => [name, query.get(name)]));
