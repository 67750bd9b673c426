/** Names of what can differ, why, and what one click can do about it. */

export const bankKinds = ["missing_in_hub", "missing_at_bank", "identity_differs", "amount_differs", "state_differs", "refund_differs"] as const;
export const crmKinds = ["crm_missing", "crm_state_differs", "crm_amount_differs", "crm_refund_differs"] as const;

export type BankKind = (typeof bankKinds)[number];
export type CrmKind = (typeof crmKinds)[number];
export type DifferenceKind = BankKind | CrmKind;

/** "settle": ask the bank now and take its answer over. "deliver": tell RetailCRM again. Neither moves money. */
export type Repair = "settle" | "deliver";

const repairs = {
  registration_unheard: "settle",
  order_unrecorded: null,
  order_unknown: null,
  other_order: null,
  registered_amount: null,
  currency: null,
  amounts_contradict: null,
  captured_amount: "settle",
  held_amount: "settle",
  paid_unheard: "settle",
  held_unheard: "settle",
  money_gone: "settle",
  hold_gone: "settle",
  end_unheard: "settle",
  still_payable: "settle",
  ended_otherwise: "settle",
  books_stale: "settle",
  refund_unheard: "settle",
  refund_not_made: "settle",
  refund_unrecorded: "settle",
  refund_overrecorded: null,
  invoice_unknown: null,
  report_failed: "deliver",
  other_status: "deliver",
  other_amount: "deliver",
  refund_untold: "deliver",
  refund_unknown: null,
} as const satisfies Record<string, Repair | null>;

export type Cause = keyof typeof repairs;

export const isCause = (cause: string): cause is Cause => Object.hasOwn(repairs, cause);

/** null: a person has to look; the cause says at what. */
export const repairOf = (cause: string): Repair | null => (isCause(cause) ? repairs[cause] : null);

/** Why nothing can be said yet. */
export type NotJudgedReason =
  /** Something moved a moment ago, or a write to the bank or a message to RetailCRM is on its way. */
  | "in_flight"
  /** The bank's installation does not tell the amounts. */
  | "hidden"
  | "unreadable"
  /** The other side gave no answer. */
  | "no_answer";

export type Verdict<Kind extends DifferenceKind> =
  | { verdict: "agreed" }
  | { verdict: "different"; kind: Kind; cause: Cause }
  | { verdict: "not_judged"; why: NotJudgedReason };

export const agreed = { verdict: "agreed" } as const;

export const different = <Kind extends DifferenceKind>(kind: Kind, cause: Cause) => ({ verdict: "different", kind, cause }) as const;

export const notJudged = (why: NotJudgedReason) => ({ verdict: "not_judged", why }) as const;

/** Whoever moved something this recently may not have written it down, or be heard of, everywhere. */
const FRESH_SECONDS = 15 * 60;
/** Clocks differ; by more than this a time in the future is no sign of freshness but a wrong clock. */
const SKEW_SECONDS = 3_600;

/** Did any of these happen a moment ago? */
export const isFresh = (moments: readonly (Date | null)[], at: Date): boolean =>
  moments.some((moment) => {
    const age = moment === null ? Infinity : (at.getTime() - moment.getTime()) / 1000;
    return age < FRESH_SECONDS && age > -SKEW_SECONDS;
  });
