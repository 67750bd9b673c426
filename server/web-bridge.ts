import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";

const bodiless = new Set(["GET", "HEAD"]);

const toHeaders = (message: IncomingMessage): Headers => {
  const headers = new Headers();
  const raw = message.rawHeaders;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  }
  return headers;
};

/** Aborted when the caller goes away before it has its answer. */
const abortOnDisconnect = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
};

/**
 * A web `Request` for a node:http message.
 * @param origin scheme and host to show, from the settings: the Host header is the caller's claim
 * @param target path and query, starting with one slash
 */
export const toWebRequest = (
  message: IncomingMessage,
  response: ServerResponse,
  origin: string,
  target: string,
): Request => {
  const method = message.method ?? "GET";
  const init: RequestInit & { duplex?: "half" } = {
    method,
    headers: toHeaders(message),
    signal: abortOnDisconnect(response),
  };
  if (!bodiless.has(method)) {
    init.body = Readable.toWeb(message) as ReadableStream<Uint8Array>;
    init.duplex = "half";
  }
  return new Request(`${origin}${target}`, init);
};

/** Sends a web `Response` through node:http. The answers in front of Next are small, so they go out in one piece. */
export const sendWebResponse = async (
  answer: Response,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers: Record<string, string | string[] | number> = Object.fromEntries(answer.headers);
  headers["x-content-type-options"] ??= "nosniff";
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  if (answer.status !== 204 && answer.status !== 304) headers["content-length"] = body.byteLength;
  // Refused before it was read to its end, for its size for example: what is left of it must not be in the next one's way.
  if (!message.complete) headers["connection"] = "close";
  response.writeHead(answer.status, headers);
  response.end(message.method === "HEAD" ? undefined : body);
};
