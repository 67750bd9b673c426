export interface NotificationFacts {
  receivedAt: Date;
  signature: string;
  /** When the bank was last asked about this order because of a notification. */
  hintAskedAt: Date | null;
  /** Was a notification of the same operation and status answered with a question less than a minute ago? */
  sameAskedLately: boolean;
}

export type Verdict =
  | { ask: true; verdict: "asked" }
  | { ask: false; verdict: "already_known" }
  /** Not now: whoever floods us must not make us flood the bank. */
  | { ask: false; verdict: "postponed"; until: Date };

const QUIET_MS = 60_000;

/**
 * Whether a notification is worth a question to the bank. It never changes anything by itself. One that is not
 * verifiably the bank's gets a question a minute per order; where no key is agreed, one per kind of news.
 */
export function judgeNotification({ receivedAt, signature, hintAskedAt, sameAskedLately }: NotificationFacts, at: Date): Verdict {
  if (hintAskedAt && hintAskedAt >= receivedAt) return { ask: false, verdict: "already_known" };
  if (signature === "valid" || !hintAskedAt) return { ask: true, verdict: "asked" };
  const quietUntil = new Date(hintAskedAt.getTime() + QUIET_MS);
  if (quietUntil <= at) return { ask: true, verdict: "asked" };
  if (signature === "unchecked" && !sameAskedLately) return { ask: true, verdict: "asked" };
  return { ask: false, verdict: "postponed", until: quietUntil };
}
