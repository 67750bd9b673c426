import { decode } from "next-auth/jwt";
import { env } from "#lib/env.ts";

const BASE_NAME = "next-auth.session-token";

/** Behind https the cookie belongs to exactly our host; plain http (loopback only) cannot carry that promise. */
export const isSecure = (): boolean => env().publicUrl.startsWith("https:");

export const sessionCookieName = (): string => (isSecure() ? `__Host-${BASE_NAME}` : BASE_NAME);

/** A long token is spread over cookies `name.0`, `name.1`, … */
function sessionToken(cookies: ReadonlyMap<string, string>): string {
  const name = sessionCookieName();
  const whole = cookies.get(name);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  for (let part = cookies.get(`${name}.0`); part !== undefined; part = cookies.get(`${name}.${String(parts.length)}`)) {
    parts.push(part);
  }
  return parts.join("");
}

/** The session named by the cookies, if they hold a token of ours that is not outdated. Says nothing about revocation. */
export async function sessionIdFrom(cookies: ReadonlyMap<string, string>): Promise<string | null> {
  const token = sessionToken(cookies);
  if (token === "") return null;
  try {
    const claims = await decode({ token, secret: env().nextauthSecret });
    return typeof claims?.["sid"] === "string" ? claims["sid"] : null;
  } catch {
    return null; // not ours, altered or outdated
  }
}
