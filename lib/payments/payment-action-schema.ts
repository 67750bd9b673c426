import { z } from "zod";
import { parseRoubles } from "#lib/money.ts";

/** Roubles as text in, kopecks out. */
const sum = z.string().transform((text, context) => {
  const parsed = parseRoubles(text);
  if (parsed.ok) return parsed.kopecks;
  context.addIssue({ code: "custom", message: parsed.reason });
  return z.NEVER;
});

/** Body of approve and refund: no amount means all there is. */
export const paymentActionSchema = z.object({ amount: z.union([sum, z.null()], { error: "not_a_number" }).optional() });
