/** Requests per second and API key, counted over the last second (protocols: retailcrm 8.1). */
import type { Switches } from "../state/switches.ts";
import { htmlPage, refused, type Reply } from "./reply.ts";

export class Limiter {
  private readonly recent = new Map<string, number[]>();

  /** The answer for a call over the limit, or null. Refused calls do not count. */
  admit(key: string, switches: Switches, now: number): Reply | null {
    if (switches.requestsPerSecond === 0) return null;
    const times = (this.recent.get(key) ?? []).filter((time) => now - time < 1000);
    this.recent.set(key, times);
    if (times.length >= switches.requestsPerSecond) return overLimit(switches);
    times.push(now);
    return null;
  }
}

function overLimit(switches: Switches): Reply {
  const title = switches.limitStatus === 429 ? "429 Too Many Requests" : "503 Service Temporarily Unavailable";
  return switches.limitBody === "html"
    ? htmlPage(switches.limitStatus, title)
    : refused(switches.limitStatus, "Service temporary unavailable");
}
