/** What happens in a simulated payment's life, as plain JSON: made from a seed, or from a real payment's records. */

/** Somebody's doing. `order`: whose form the payer had n-th; `kopecks` null: all there is. */
export type Deed =
  | { kind: "open" | "cancel" | "poll" | "crash" }
  | { kind: "pay" | "authenticate" | "failCard" | "expire" | "cabinetReverse"; order: number }
  | { kind: "cabinetRefund" | "cabinetCapture"; order: number; kopecks: number | null }
  | { kind: "approve" | "refund"; kopecks: number | null };

/** Milliseconds since the invoice was issued. */
export interface Happening {
  at: number;
  deed: Deed;
}

/** What becomes of one message, or of one commit: drawn in the order in which the run needs them. */
export interface Fate {
  /** Milliseconds there, and back. */
  there: number;
  back: number;
  lost: "no" | "request" | "answer";
  copies: number;
  crash: "no" | "before" | "after";
}

export interface Script {
  /** Says where it came from; a seed can be run again. */
  source: string;
  /** When the invoice was issued, ISO. */
  startsAt: string;
  twoStage: boolean;
  kopecks: number;
  holdHours: number;
  /** Does the bank let orders be ended? Without that a payer may pay twice. */
  declinable: boolean;
  /** So much longer than promised an order can be paid. */
  sessionLagMs: number;
  happenings: Happening[];
  /** When these are used up, everything goes well. */
  fates: Fate[];
}

export const goodFate: Fate = { there: 40, back: 40, lost: "no", copies: 1, crash: "no" };
