/** Everything a payment's timeline can say. The screens have words for each. */
export const eventKinds = [
  "created", // the CRM issued the invoice; amount
  "amount_changed", // the CRM issued it again with another sum; from, to
  "register_sent",
  "registered", // orderNumber, mdOrder
  "register_rejected", // code, message
  "register_unknown", // code
  "link_opened", // the payer was sent to the bank's form; fresh: a new bank session was made
  "link_refused", // the payer saw a notice instead; notice
  "crm_check", // valid, reason, or error when the CRM could not be asked
  "notification", // operation, status, signature
  "attempt_declined", // actionCode, actionText
  "attempt_expired",
  "authentication_started", // 3-D Secure
  "held", // amount
  "paid", // amount
  "hold_released", // the bank let the hold go without our asking
  "refund_seen", // money given back; amount, origin
  "amounts_differ", // mismatch
  "paid_after_cancel", // amount
  "paid_twice", // amount
  "approve_requested", // amount
  "cancel_requested",
  "refund_requested", // amount, refundId
  "operation_succeeded", // kind, amount
  "operation_rejected", // kind, amount, code, message
  "operation_unknown", // kind, amount, code
  "canceled", // reason
  "delivered", // status told to the CRM, version
  "delivery_failed", // error, tries, nextTryAt
  "delivery_held", // the CRM refuses our key
  "delivery_given_up",
  "delivery_repeated", // by hand
  "check_requested", // the bank was asked by hand
  "receipt_refused", // no receipt can be made for the order; code, message
  "receipt_delivered", // kind, amount
  "receipt_failed", // kind, amount
  "receipt_missing", // the bank never named it; kind, amount
  "receipt_unlisted", // a partial refund went without lines; kind, amount
  "drill_started", // a rehearsed failure; drill
  "drill_step", // what payer, clerk or bad luck do in it; step
  "receipt_asked", // settlement of a prepayment asked for; kind, amount
] as const;

export type EventKind = (typeof eventKinds)[number];
