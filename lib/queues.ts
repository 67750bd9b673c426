/** Names of the job queues. A payload names the row to look at, nothing else. */
export const queues = {
  settle: "settle-attempt",
  deliver: "deliver-payment",
  registerModule: "register-module",
  notification: "process-notification",
  receipts: "check-receipts",
  closeReceipt: "close-receipt",
  reconcile: "reconcile",
  reconcileNights: "reconcile-nights",
  retention: "retention",
  sweep: "sweep",
  /** Jobs that failed for good. */
  dead: "dead-letters",
} as const;
