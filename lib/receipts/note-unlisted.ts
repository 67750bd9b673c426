import type { Tx } from "#lib/db.ts";
import type { Operation } from "#lib/generated/prisma/client.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { readPart } from "./stored-part.ts";

/**
 * A part of the money moved, and no lines could go along: the bank's receipt may be wrong or never come
 * (protocols: alfabank 7.4). Somebody must look. Call it when the operation succeeded, under the payment's lock.
 */
export async function noteUnlisted(tx: Tx, { paymentId, kind, amount, receipt }: Operation): Promise<void> {
  const part = readPart(receipt);
  if (!part?.partial || part.lines !== null) return;
  const { connectionId, syncId, orderNumber } = await tx.payment.findUniqueOrThrow({ where: { id: paymentId } });
  const sum = amount?.toString() ?? null;
  await recordEvent(tx, paymentId, "receipt_unlisted", "system", { kind, amount: sum });
  const detail = { orderNumber, amount: sum };
  await raiseProblem(tx, { kind: "receipt_unlisted", subject: paymentId, paymentId, connectionId, syncId, detail });
}
