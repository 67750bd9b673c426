/**
 * The simulator has no sign-in: a page of another site must not press its buttons through a visitor's browser.
 * Programs send no Origin and pass.
 */
export function isForeignPost(request: Request, publicUrl: string): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  if (request.headers.get("sec-fetch-site") === "cross-site") return true;
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  const own = [new URL(request.url).host, new URL(publicUrl).host, request.headers.get("host")];
  return !URL.canParse(origin) || !own.includes(new URL(origin).host);
}

export function withPageHeaders(headers: Headers): void {
  headers.set("content-security-policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
  headers.set("x-content-type-options", "nosniff");
  // Not "no-referrer": browsers then send `Origin: null` with our own forms, and the guard above refuses them.
  headers.set("referrer-policy", "same-origin");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}
