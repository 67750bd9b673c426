import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);

const portOf = (url: URL): string => url.port || (url.protocol === "https:" ? "443" : "80");

/** Our own pages: the public address, or, while that is a loopback address, any other name of this machine at that port. */
function isOurs(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  const own = new URL(env().publicUrl);
  if (given.origin === own.origin) return true;
  return isLoopback(own.hostname) && isLoopback(given.hostname) && portOf(given) === portOf(own);
}

/**
 * A state change must come from our own pages. Browsers name the origin on every such request;
 * a caller without one is no browser and carries no cookie it did not choose to send.
 */
export function assertSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin !== null) {
    if (!isOurs(origin)) throw new AppError("forbidden", { reason: "foreign_origin" });
    return;
  }
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw new AppError("forbidden", { reason: "foreign_origin" });
}
