import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { settleAttempt } from "./settle-attempt.ts";

/**
 * Asks the bank about every attempt of a payment that can still move. Returns whether all questions were answered.
 * `all` includes the final ones: a refund made in the bank's cabinet is found this way.
 */
export async function askAboutPayment(paymentId: string, options: { timeoutMs?: number; all?: boolean } = {}): Promise<boolean> {
  const attempts = await db.attempt.findMany({
    where: { paymentId, state: { in: ["registered", "unknown", "planned"] }, ...(!options.all && { final: false }) },
    orderBy: { seq: "asc" },
    select: { id: true },
  });
  let answered = true;
  for (const { id } of attempts) {
    try {
      await settleAttempt(id, options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      answered = false;
    }
  }
  return answered;
}
