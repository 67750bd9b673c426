import { z } from "zod";
import { dayField, emptyAsAbsent, idField } from "#lib/query-schema.ts";
import { daysBetween, MAX_DAYS } from "./moscow-days-state.ts";

/** Body of `POST /api/reconciliation`: a sync, and days of Moscow time, both included. */
export const newRunSchema = z
  .object({ syncId: idField, from: dayField, to: dayField })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "days_reversed" })
  .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, { path: ["to"], error: "days_too_many" });

export type NewRun = z.output<typeof newRunSchema>;

const cursor = z.preprocess(emptyAsAbsent, idField.optional());

/** Query of the list of runs. */
export const runFilterSchema = z.object({ syncId: z.preprocess(emptyAsAbsent, idField.optional()), cursor });

export type RunFilter = z.output<typeof runFilterSchema>;

/** Query of the list of differences and of its CSV file; an empty parameter is no filter. Days are those of the orders. */
export const differenceFilterSchema = z.object({
  syncId: z.preprocess(emptyAsAbsent, idField.optional()),
  state: z.preprocess(emptyAsAbsent, z.enum(["open", "solved"], { error: "invalid_choice" }).default("open")),
  from: z.preprocess(emptyAsAbsent, dayField.optional()),
  to: z.preprocess(emptyAsAbsent, dayField.optional()),
  cursor,
});

export type DifferenceFilter = z.output<typeof differenceFilterSchema>;

/** The query's parameters that the schema knows. */
export const readQuery = (schema: typeof runFilterSchema | typeof differenceFilterSchema, query: URLSearchParams): Record<string, string | null> =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, query.get(name)]));
