import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";
import { NONCE_HEADER, PATH_HEADER } from "#lib/http/page-headers.ts";
import { contentSecurityPolicy, plainSecurityHeaders } from "#lib/http/security-headers.ts";

// eslint-disable-next-line no-restricted-syntax -- not a setting: Next puts the kind of build in here
const development = process.env.NODE_ENV === "development";

/** In front of every page and JSON answer of Next: security headers, and what a page needs to know of its own request. */
export function proxy(request: NextRequest): NextResponse {
  const https = env().publicUrl.startsWith("https:");
  const headers = new Headers(request.headers);
  const answerHeaders = plainSecurityHeaders(https);
  if (request.nextUrl.pathname.startsWith("/api/")) {
    answerHeaders["cache-control"] = "private, no-store";
  } else {
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy({ nonce, https, development });
    headers.set(NONCE_HEADER, nonce);
    headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
    headers.set("content-security-policy", policy); // Next takes the nonce of its own scripts from here
    answerHeaders["content-security-policy"] = policy;
  }
  const answer = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answerHeaders)) answer.headers.set(name, value);
  return answer;
}

export const config = { matcher: "/((?!_next/static|_next/image|icon.svg).*)" };
