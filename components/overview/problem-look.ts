/** An open problem as the JSON API tells it. */
export interface ProblemJson {
  id: string;
  kind: string;
  connectionId: string | null;
  syncId: string | null;
  paymentId: string | null;
  detail: unknown;
  count: number;
  raisedAt: string;
}

const places = {
  bank_login_refused: "sync",
  bank_unreachable: "sync",
  bank_refuses_orders: "sync",
  bank_untrusted: "sync",
  no_permission_decline: "sync",
  no_permission_deposit: "sync",
  no_permission_reverse: "sync",
  no_permission_refund: "sync",
  notification_signature: "syncForm",
  webhook_silent: "sync",
  reconciliation_differs: "reconciliation",
  module_not_registered: "connection",
  module_code_taken: "connection",
  module_off: "connection",
  crm_key_refused: "key",
  access_requested: "team",
  delivery_failed: "payment",
  payment_stuck: "payment",
  former_login: "payment",
  paid_after_cancel: "payment",
  paid_twice: "payment",
  amounts_differ: "payment",
  crm_rejected_paid: "payment",
  not_refunded: "payment",
  outcome_unclear: "payment",
  hold_not_released: "payment",
  receipt_refused: "payment",
  receipt_failed: "payment",
  receipt_missing: "payment",
  receipt_unlisted: "payment",
  receipt_not_closed: "payment",
} as const;

export type ProblemName = keyof typeof places | "other";

type Place = (typeof places)[keyof typeof places];

/** A kind that has no words here yet is still shown, as "needs attention". */
export const problemName = (kind: string): ProblemName =>
  Object.hasOwn(places, kind) ? (kind as keyof typeof places) : "other";

function pageOf(place: Place, { connectionId, syncId, paymentId }: ProblemJson): string | null {
  if (place === "payment") return paymentId && `/payments/${paymentId}`;
  if (place === "sync") return syncId && `/syncs/${syncId}`;
  if (place === "reconciliation") return syncId && `/reconciliation?syncId=${syncId}`;
  if (place === "syncForm") return syncId && `/syncs/${syncId}/edit`;
  return connectionId && `/connections/${connectionId}${place === "connection" ? "" : `#${place}`}`;
}

/** Where the one button leads: to what has to be mended, else to the nearest thing that is known. */
export function problemHref(problem: ProblemJson): string {
  const name = problemName(problem.kind);
  const wanted = name === "other" ? null : pageOf(places[name], problem);
  return (
    wanted ??
    (problem.paymentId && `/payments/${problem.paymentId}`) ??
    (problem.syncId && `/syncs/${problem.syncId}`) ??
    (problem.connectionId && `/connections/${problem.connectionId}`) ??
    "/payments"
  );
}

export const problemDetail = ({ detail }: ProblemJson): Record<string, unknown> =>
  typeof detail === "object" && detail !== null && !Array.isArray(detail) ? (detail as Record<string, unknown>) : {};
