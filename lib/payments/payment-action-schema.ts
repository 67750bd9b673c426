import { z } from "zod";
import { parseRoubles } from "#lib/money.ts";
import { idField } from "#lib/query-schema.ts";

/** Roubles as text in, kopecks out. */
const sum = z.string({ error: "not_a_number" }).transform((text, context) => {
  const parsed = parseRoubles(text);
  if (parsed.ok) return parsed.kopecks;
  context.addIssue({ code: "custom", message: parsed.reason });
  return z.NEVER;
});

/** Body of an action: no amount means all there is; the attempt is for giving back a second payment. */
export const paymentActionSchema = z.object({
  amount: sum.nullish(),
  attemptId: idField.optional(),
});
