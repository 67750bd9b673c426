import type { NextApiRequest, NextApiResponse } from "next";
import nextAuthModule, { type NextAuthOptions } from "next-auth";
import { env } from "#lib/env.ts";
import { readJson, readText } from "#lib/http/body.ts";
import { readCookies } from "#lib/http/read-cookies.ts";
import { returnPath } from "./return-path.ts";
import { unwrapModule } from "./unwrap-module.ts";

type Run = (request: NextApiRequest, response: NextApiResponse, options: NextAuthOptions) => Promise<unknown>;

const run = unwrapModule(nextAuthModule) as unknown as Run;

const MAX_BODY_BYTES = 16_000;

/** Of the parameter, and of the cookie that remembers it. */
const callbackNames: ReadonlySet<string> = new Set(["callbackUrl", "next-auth.callback-url", "__Secure-next-auth.callback-url"]);

/** next-auth leads nowhere but to ourselves, and builds some of the addresses from what it takes for its own origin. */
const ownAddress = (address: string): string => {
  const { pathname, search } = new URL(address, env().publicUrl);
  return `${env().publicUrl}${pathname}${search}`;
};

const withOwnAddress = (body: unknown): unknown =>
  typeof body === "object" && body !== null && "url" in body && typeof body.url === "string"
    ? { ...body, url: ownAddress(body.url) }
    : body;

/** The little of Node's response that next-auth uses, collected into a web response. */
class Collector {
  readonly headers = new Headers();
  private code = 200;
  private text: string | null = null;

  status(code: number): this {
    this.code = code;
    return this;
  }

  getHeader(name: string): string[] | string | undefined {
    return name.toLowerCase() === "set-cookie" ? this.headers.getSetCookie() : (this.headers.get(name) ?? undefined);
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.delete(name);
    const isLocation = name.toLowerCase() === "location";
    for (const one of [value].flat()) this.headers.append(name, isLocation ? ownAddress(one) : one);
    return this;
  }

  end(): void {
    this.text ??= null;
  }

  json(body: unknown): void {
    this.headers.set("content-type", "application/json");
    this.text = JSON.stringify(withOwnAddress(body));
  }

  send(body: unknown): void {
    if (typeof body === "string") this.text = body;
    else if (body !== undefined) this.json(body);
  }

  toResponse(): Response {
    return new Response(this.text, { status: this.code, headers: this.headers });
  }
}

type Fields = Record<string, string>;

/** All that next-auth knows are texts, and it breaks on anything else. */
const textsIn = (body: unknown): Fields =>
  Object.fromEntries(Object.entries(body ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

async function readForm(request: Request): Promise<Fields> {
  if (request.method !== "POST") return {};
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("application/json")) return textsIn(await readJson(request, MAX_BODY_BYTES));
  return Object.fromEntries(new URLSearchParams(await readText(request, MAX_BODY_BYTES)));
}

/** Where to go afterwards is one of our own pages from the start: what is no address would be an error of next-auth's. */
function withOwnCallbacks(fields: Fields): Fields {
  const { publicUrl } = env();
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, callbackNames.has(name) ? `${publicUrl}${returnPath(value, publicUrl)}` : value]),
  );
}

/**
 * next-auth by its handler for plain request and response objects: it needs nothing of Next's around it,
 * so that the same code answers in tests. All addresses in the answer begin with the public one, whatever Host was sent.
 */
export async function runNextAuth(request: Request, path: string[], options: NextAuthOptions): Promise<Response> {
  const collector = new Collector();
  const url = new URL(request.url);
  const plainRequest = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: withOwnCallbacks(Object.fromEntries(readCookies(request.headers.get("cookie")))),
    query: { ...withOwnCallbacks(Object.fromEntries(url.searchParams)), nextauth: path },
    body: withOwnCallbacks(await readForm(request)),
  };
  await run(plainRequest as unknown as NextApiRequest, collector as unknown as NextApiResponse, options);
  return collector.toResponse();
}
