import type { ReceiptKind, ReceiptState } from "#lib/generated/prisma/enums.ts";

/** What the bank says of a receipt: 0 sent, 1 delivered, 2 failed; 3–5 the same for refunds, 6–8 for corrections (protocols: alfabank 4.11). */
export interface BankWord {
  kind: ReceiptKind;
  state: Extract<ReceiptState, "sent" | "delivered" | "failed">;
}

const kinds = ["sale", "refund", "correction"] as const;
const states = ["sent", "delivered", "failed"] as const;

/** null for a number that no document explains. `type` "close" marks the settlement of a prepayment. */
export function bankWord(status: number, type: string | null): BankWord | null {
  const kind = kinds[Math.floor(status / 3)];
  const state = states[((status % 3) + 3) % 3];
  if (status < 0 || kind === undefined || state === undefined) return null;
  return { kind: kind === "sale" && type?.toLowerCase() === "close" ? "close" : kind, state };
}

const HOUR = 3_600;
/** The bank makes receipts within seconds to minutes; a till that is out of order may take hours. */
const delays = [10, 10, 20, 30, 60, 120, 300, 600, 1_200, HOUR / 2];
const GIVE_UP_SECONDS = 24 * HOUR;

/** Seconds until the next question, by how often was asked; null after a day. */
export const nextReceiptDelay = (checks: number, ageSeconds: number): number | null =>
  ageSeconds >= GIVE_UP_SECONDS ? null : (delays[checks] ?? HOUR);

/** Is there still something to learn? A failed receipt may be sent again by the bank. */
export const isOpenReceipt = (state: ReceiptState): boolean => state !== "delivered" && state !== "missing";

/** A settlement that was made or may yet be: a second one would settle the same goods twice. */
export const isPendingSettlement = ({ kind, state }: { kind: ReceiptKind; state: ReceiptState }): boolean =>
  kind === "close" && state !== "failed" && state !== "missing";

const DAY = 24 * HOUR;

/** Seconds until an order is looked at again for being handed over, by the age of its payment. */
export const nextSettlementDelay = (ageSeconds: number): number => (ageSeconds < 3 * DAY ? HOUR / 2 : 6 * HOUR);

/** Nobody waits longer than three months for goods. */
export const isLastSettlementLook = (ageSeconds: number): boolean => ageSeconds > 90 * DAY;
