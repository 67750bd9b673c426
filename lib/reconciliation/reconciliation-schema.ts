import { z } from "zod";
import { daysBetween, MAX_DAYS } from "./moscow-days-state.ts";

const empty = (value: unknown): unknown => (value === "" || value === null ? undefined : value);

const day = z.iso.date({ error: "invalid_date" });
const uuid = z.uuid({ error: "invalid_format" });

/** Body of `POST /api/reconciliation`: a sync, and days of Moscow time, both included. */
export const newRunSchema = z
  .object({ syncId: uuid, from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "days_reversed" })
  .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, { path: ["to"], error: "days_too_many" });

export type NewRun = z.output<typeof newRunSchema>;

const cursor = z.preprocess(empty, uuid.optional());

/** Query of the list of runs. */
export const runFilterSchema = z.object({ syncId: z.preprocess(empty, uuid.optional()), cursor });

export type RunFilter = z.output<typeof runFilterSchema>;

/** Query of the list of differences and of its CSV file; an empty parameter is no filter. Days are those of the orders. */
export const differenceFilterSchema = z.object({
  syncId: z.preprocess(empty, uuid.optional()),
  state: z.preprocess(empty, z.enum(["open", "solved"], { error: "invalid_choice" }).default("open")),
  from: z.preprocess(empty, day.optional()),
  to: z.preprocess(empty, day.optional()),
  cursor,
});

export type DifferenceFilter = z.output<typeof differenceFilterSchema>;

/** The query's parameters that the schema knows. */
export const readQuery = (schema: typeof runFilterSchema | typeof differenceFilterSchema, query: URLSearchParams): Record<string, string | null> =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, query.get(name)]));
