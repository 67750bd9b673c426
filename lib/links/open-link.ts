import { now, sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { isOpen, isReplaceable } from "#lib/payments/attempt-state.ts";
import { declineAttempt } from "#lib/payments/decline-attempt.ts";
import { withLease } from "#lib/payments/hold-lease.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { isUnreachable } from "#lib/payments/bank-unreachable.ts";
import { registerAttempt } from "#lib/payments/register-attempt.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";
import { isRefused } from "#lib/syncs/capabilities.ts";
import { crmStillWants } from "./ask-crm.ts";
import { findLink, type Link, linkState } from "./find-link.ts";
import { decideLink, type Notice } from "./link-decision.ts";
import { transaction } from "#lib/transaction.ts";

export type Opened = { kind: "form"; formUrl: string } | { kind: "notice"; notice: Notice };

const ASK_MS = 8_000;
/** Others may be registering: wait as long as a payer would. */
const WAIT_TURNS = 100;
const WAIT_MS = 150;

async function note(link: Link, opened: Opened, fresh: boolean): Promise<Opened> {
  await transaction(async (tx) => {
    if (opened.kind === "notice") {
      await recordEvent(tx, link.id, "link_refused", "payer", { notice: opened.notice });
      return;
    }
    await tx.payment.update({
      where: { id: link.id },
      data: { openCount: { increment: 1 }, firstOpenedAt: link.firstOpenedAt ?? now() },
    });
    await recordEvent(tx, link.id, "link_opened", "payer", { fresh });
  });
  return opened;
}

const notice = (name: Notice): Opened => ({ kind: "notice", notice: name });

async function register(link: Link): Promise<Opened> {
  const registration = await registerAttempt(link, "payer");
  switch (registration.kind) {
    case "registered":
      return { kind: "form", formUrl: registration.formUrl };
    case "rejected":
      return notice(isUnreachable(registration.code) ? "unreachable" : "refused");
    case "unknown":
      return notice("unreachable");
    case "refused":
      return notice("refused");
    case "obsolete":
      return obsolete(link.slug);
  }
}

/** Cancelled or paid while we registered: the order just made must not stay payable. Or another order still is. */
async function obsolete(slug: string): Promise<Opened> {
  const link = await findLink(slug);
  if (!link) return notice("unknown");
  const newest = link.attempts.at(-1);
  if (link.cancelRequestedAt && newest) await declineAttempt(newest.id, "system");
  const state = linkState(link);
  const decision = decideLink(state, now());
  if (decision.kind === "notice") return decision;
  const open = state.attempts.findLast((attempt) => isOpen(attempt, now()));
  return open?.formUrl ? { kind: "form", formUrl: open.formUrl } : notice("busy");
}

/**
 * The newest order is alive, or its fate is unclear: ask the bank. Untouched → end it and register a fresh one, thirty
 * minutes anew; payer in 3-D Secure, or ending it not permitted → the same form; bank not to be reached → the same form
 * while it can still be alive.
 */
async function askAndDecide(link: Link, attemptId: string): Promise<Opened> {
  const known = link.attempts.find(({ id }) => id === attemptId);
  try {
    await settleAttempt(attemptId, { timeoutMs: ASK_MS });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const alive = known?.formUrl && known.expiresAt > now();
    return alive ? { kind: "form", formUrl: known.formUrl ?? "" } : notice("unreachable");
  }
  let attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  if (isReplaceable(attempt) && !isRefused(link.sync, "decline")) attempt = await declineAttempt(attemptId, "payer");
  if (isOpen(attempt, now()) && attempt.formUrl) return { kind: "form", formUrl: attempt.formUrl };
  const again = await findLink(link.slug);
  if (!again) return notice("unknown");
  const decision = decideLink(linkState(again), now());
  return decision.kind === "notice" ? decision : register(again);
}

async function openUnderLease(slug: string): Promise<Opened> {
  const link = await findLink(slug);
  if (!link) return notice("unknown");
  const decision = decideLink(linkState(link), now());
  switch (decision.kind) {
    case "notice":
    case "form":
      return decision;
    case "register":
      return register(link);
    case "ask":
      return askAndDecide(link, decision.attemptId);
  }
}

/** Opens a short link for a payer: where to go, or why there is nothing to pay. */
export async function openLink(slug: string): Promise<Opened> {
  for (let turn = 0; turn < WAIT_TURNS; turn++) {
    const link = await findLink(slug);
    if (!link) return notice("unknown");
    const decision = decideLink(linkState(link), now());
    if (decision.kind === "notice") return note(link, decision, false);
    if (turn === 0 && !(await crmStillWants(link, link.connection))) return note(link, notice("canceled"), false);
    if (decision.kind === "form") return note(link, decision, false);
    const opened = await withLease(link.id, () => openUnderLease(slug));
    if (opened) return note(link, opened, true);
    await sleep(WAIT_MS);
  }
  return notice("busy");
}
