import { env } from "./env.ts";

/**
 * Where the torture run may end a process: between an effect outside and the commit that records it, where a real crash
 * does the most harm. Names are shares of HUB_FAIL_POINTS.
 */
export type FailPoint = "bank-write" | "bank-read" | "crm-told" | "notification-stored";

/** Ends this process without a word, as often as HUB_FAIL_POINTS says; does nothing where that is not set. */
export function failPoint(name: FailPoint): void {
  const share = env().failPoints.get(name) ?? 0;
  if (share > 0 && Math.random() < share) process.kill(process.pid, "SIGKILL");
}
