import { now } from "#lib/clock.ts";
import { isPayable, isUndecided } from "#lib/payments/attempt-state.ts";
import { askAboutPayment } from "#lib/payments/ask-about-payment.ts";
import { findLink, type Link } from "./find-link.ts";
import type { PageWord } from "./notice-words.ts";

const ASK_MS = 6_000;
/** A page that refreshes itself must not question the bank every time. */
const REST_SECONDS = 4;

/** A payer just came back: what we know may be a moment old, so the bank is asked, but not more often than useful. */
async function refresh(link: Link): Promise<boolean> {
  const newest = link.attempts.at(-1);
  const rested = !newest?.settledAt || now().getTime() - newest.settledAt.getTime() > REST_SECONDS * 1000;
  return rested ? askAboutPayment(link.id, { timeoutMs: ASK_MS }) : true;
}

function wordFor(link: Link, answered: boolean): PageWord {
  if (link.status === "succeeded" || link.status === "waitingForCapture") return "paid";
  if (link.status === "refundSucceeded") return "refunded";
  if (link.status === "canceled") return "canceled";
  if (link.attempts.some(({ mismatch }) => mismatch !== null)) return "checking";
  const newest = link.attempts.at(-1);
  if (!newest) return "unpaid";
  if (!answered || isUndecided(newest)) return "processing";
  // Back from a form nobody submitted, or from a method the bank books a moment later.
  const untouched = isPayable(newest) && (newest.actionCode === null || newest.actionCode === -100);
  return untouched ? "waiting" : "unpaid";
}

export interface PaymentResult {
  link: Link;
  word: PageWord;
}

/** What to tell a payer who comes back from the bank; null for an unknown slug. */
export async function paymentResult(slug: string): Promise<PaymentResult | null> {
  const before = await findLink(slug);
  if (!before) return null;
  const answered = before.status === "pending" ? await refresh(before) : true;
  const link = (await findLink(slug)) ?? before;
  return { link, word: wordFor(link, answered) };
}
