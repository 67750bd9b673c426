import type { Messages } from "#lib/i18n/messages/ru.ts";

/** Kinds of events that have words; anything newer than this page is shown as an internal event. */
export type EventName = Exclude<keyof Messages["payments"]["events"], "unknown" | "noReason" | "codeReason">;

export type EventTone = "neutral" | "success" | "warning" | "danger";

export interface EventLook {
  tone: EventTone;
  /** Folded away until the reader asks for everything. */
  minor?: true;
}

const minor = { tone: "neutral", minor: true } as const;
const plain = { tone: "neutral" } as const;
const good = { tone: "success" } as const;
const attention = { tone: "warning" } as const;
const bad = { tone: "danger" } as const;

const looks: Record<EventName, EventLook> = {
  created: plain,
  amount_changed: attention,
  register_sent: minor,
  registered: minor,
  register_rejected: bad,
  register_unknown: attention,
  link_opened: plain,
  link_refused: plain,
  crm_check: minor,
  notification: minor,
  attempt_declined: bad,
  attempt_expired: attention,
  authentication_started: minor,
  held: good,
  paid: good,
  hold_released: attention,
  refund_seen: plain,
  amounts_differ: bad,
  paid_after_cancel: bad,
  paid_twice: bad,
  approve_requested: plain,
  cancel_requested: plain,
  refund_requested: plain,
  operation_succeeded: good,
  operation_rejected: bad,
  operation_unknown: attention,
  canceled: plain,
  delivered: good,
  delivery_failed: attention,
  delivery_held: bad,
  delivery_given_up: bad,
  delivery_repeated: plain,
  check_requested: minor,
  receipt_refused: bad,
  receipt_delivered: plain,
  receipt_failed: bad,
  receipt_missing: bad,
  receipt_unlisted: attention,
  receipt_asked: plain,
  drill_started: attention,
  drill_step: attention,
};

export const isEventName = (kind: string): kind is EventName => Object.hasOwn(looks, kind);

export const eventLook = (kind: string): EventLook => (isEventName(kind) ? looks[kind] : minor);

/** Who did it, as a word of the catalog: people are told apart only as "you" and "a colleague". */
export function actorWord(actor: string, userId: string): "crm" | "bank" | "payer" | "system" | "user" | "you" {
  if (actor === "crm" || actor === "bank" || actor === "payer") return actor;
  if (actor === `user:${userId}`) return "you";
  return actor.startsWith("user:") ? "user" : "system";
}
