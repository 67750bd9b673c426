import type { Handler } from "#lib/http/route.ts";
import { PEER_HEADERS } from "#lib/http/client-ip.ts";
import { GET as authGet, POST as authPost } from "#app/api/auth/[...nextauth]/route.ts";

interface Visit<P> {
  method?: string;
  body?: unknown;
  form?: Record<string, string>;
  params?: P;
  headers?: Record<string, string>;
}

export interface Browser {
  cookies: Map<string, string>;
  visit: <P extends Record<string, string>>(handler: Handler<P>, path: string, visit?: Visit<P>) => Promise<Response>;
  /** next-auth's credentials flow as its own client does it. */
  signIn: (email: string, password: string, extra?: Record<string, string>) => Promise<Response>;
  signOut: () => Promise<Response>;
}

interface Place {
  origin?: string;
  address?: string;
}

/** A browser without pages: keeps cookies and calls route handlers, request in, response out. */
export function openBrowser({ origin = "http://localhost:3000", address = "192.0.2.1" }: Place = {}): Browser {
  const cookies = new Map<string, string>();

  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      if (/Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, decodeURIComponent(pair.slice(at + 1)));
    }
  };

  const visit: Browser["visit"] = async (handler, path, { method = "GET", body, form, params, headers } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
    const json = body === undefined ? undefined : JSON.stringify(body);
    const request = new Request(`${origin}${path}`, {
      method,
      headers: {
        [PEER_HEADERS.address]: address,
        ...(cookie !== "" && { cookie }),
        ...(method !== "GET" && { origin }),
        ...(json !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: form ? new URLSearchParams(form) : (json ?? null),
    });
    const response = await handler(request, { params: Promise.resolve(params ?? ({} as never)) });
    keep(response);
    return response;
  };

  const post = async (path: string, fields: Record<string, string>): Promise<Response> => {
    const { csrfToken } = (await (await visit(authGet, "/api/auth/csrf")).json()) as { csrfToken: string };
    return visit(authPost, path, { method: "POST", form: { ...fields, csrfToken } });
  };

  return {
    cookies,
    visit,
    signIn: (email, password, extra) =>
      post("/api/auth/callback/credentials", { email, password, json: "true", ...extra }),
    signOut: () => post("/api/auth/signout", { json: "true" }),
  };
}
