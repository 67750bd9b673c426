import type { AttemptState, PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { isPayable } from "#lib/payments/attempt-state.ts";

/** Why there is nothing to pay. */
export type Notice = "paid" | "refunded" | "canceled" | "off" | "expired" | "unknown" | "busy" | "checking" | "refused" | "unreachable";

export interface LinkState {
  status: PaymentStatus;
  cancelRequestedAt: Date | null;
  firstOpenedAt: Date | null;
  createdAt: Date;
  /** Shop and account are both switched on. */
  on: boolean;
  linkDays: number | null;
  /** Oldest first. */
  attempts: readonly {
    id: string;
    state: AttemptState;
    bankStatus: number | null;
    final: boolean;
    formUrl: string | null;
    createdAt: Date;
    registeredAt: Date | null;
    expiresAt: Date;
    mismatch: string | null;
  }[];
}

export type LinkDecision =
  | { kind: "notice"; notice: Notice }
  /** Send the payer to this form. */
  | { kind: "form"; formUrl: string }
  /** Ask the bank about this attempt before anything else. */
  | { kind: "ask"; attemptId: string }
  /** No payable order: register one. */
  | { kind: "register" };

const FRESH_SECONDS = 60;
/** A form nobody has seen yet, or only just (messengers open a link twice), is good enough with this much of its session left. */
const ENOUGH_SECONDS = 20 * 60;

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

function noticeFor({ status, cancelRequestedAt, on, linkDays, createdAt }: LinkState, at: Date): Notice | null {
  if (status === "refundSucceeded") return "refunded";
  if (status === "succeeded" || status === "waitingForCapture") return "paid";
  if (status === "canceled" || cancelRequestedAt) return "canceled";
  if (!on) return "off";
  if (linkDays !== null && secondsBetween(createdAt, at) > linkDays * 86_400) return "expired";
  return null;
}

/** What to do with a payer who opens the link now. Pure: the caller obeys. */
export function decideLink(link: LinkState, at: Date): LinkDecision {
  const notice = noticeFor(link, at);
  if (notice) return { kind: "notice", notice };
  // Money may be there under doubtful terms: a second payment is the last thing wanted before a person has looked.
  if (link.attempts.some(({ mismatch }) => mismatch !== null)) return { kind: "notice", notice: "checking" };
  const newest = link.attempts.at(-1);
  if (newest?.state === "unknown" || newest?.state === "planned") return { kind: "ask", attemptId: newest.id };
  const live = link.attempts.findLast(isPayable);
  if (!live) return { kind: "register" };
  const { formUrl } = live;
  const age = secondsBetween(live.registeredAt ?? live.createdAt, at);
  const left = secondsBetween(at, live.expiresAt);
  const unseen = link.firstOpenedAt === null || secondsBetween(link.firstOpenedAt, at) < FRESH_SECONDS;
  if (formUrl && (age < FRESH_SECONDS || (unseen && left >= ENOUGH_SECONDS))) return { kind: "form", formUrl };
  return { kind: "ask", attemptId: live.id };
}
