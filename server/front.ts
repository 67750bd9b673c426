import type { IncomingMessage, ServerResponse } from "node:http";
import { maskedPath } from "#lib/http/masked-path.ts";
import { allowedMethods, handlerFor, isKnownMethod, type FrontRoutes, type MatchedRoute } from "./front-routes.ts";
import { judgePeer, type PeerHeaders } from "./judge-peer.ts";
import type { PeerAddress } from "./peer-address.ts";
import { sendWebResponse, toWebRequest } from "./web-bridge.ts";

/** Simulator pages: a path prefix and what answers below it. */
export interface Mount {
  readonly prefix: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

export type NodeHandler = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface FrontOptions {
  readonly routes: FrontRoutes;
  readonly mounts: readonly Mount[];
  /** Everything else. */
  readonly next: NodeHandler;
  readonly publicUrl: string;
  readonly peerHeaders: PeerHeaders;
  readonly peerAddress: PeerAddress;
  /** The path comes without its secrets. */
  readonly onError: (error: unknown, pathname: string) => void;
  /** Told of every answer given by a route in front of Next. */
  readonly onAnswer?: (route: string, status: number, seconds: number) => void;
}

interface Target {
  readonly pathname: string;
  /** With its question mark, or empty. */
  readonly search: string;
}

const splitTarget = (url: string): Target => {
  const mark = url.indexOf("?");
  return mark === -1 ? { pathname: url, search: "" } : { pathname: url.slice(0, mark), search: url.slice(mark) };
};

const isForCrm = (pathname: string): boolean => pathname.includes("/api/retailcrm/");

const failure = (
  pathname: string,
  status: number,
  code: string,
  message: string,
  headers: HeadersInit = {},
): Response =>
  Response.json(isForCrm(pathname) ? { success: false, errorMsg: message } : { error: { code, message } }, {
    status,
    headers,
  });

/** RetailCRM shows its managers what it reads; whose account it is, is not known here. */
const methodNotAllowed = (pathname: string, method: string, allow: readonly string[]): Response => {
  const words = isForCrm(pathname) ? `Этот адрес не принимает метод ${method}` : `Method ${method} is not allowed here`;
  return failure(pathname, 405, "method_not_allowed", words, { allow: allow.join(", ") });
};

const findMount = (mounts: readonly Mount[], pathname: string): { mount: Mount; rest: string } | null => {
  const mount = mounts.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  return mount === undefined ? null : { mount, rest: pathname.slice(mount.prefix.length) || "/" };
};

/** The part below a mount that steers a simulator for tests; it is served on the simulator's own loopback port only. */
const isControl = (request: Request): boolean => {
  try {
    return /^\/+control(\/|$)/.test(decodeURIComponent(new URL(request.url).pathname));
  } catch {
    return true;
  }
};

/**
 * The one entrance: payment links, callbacks of the bank and the CRM and health are answered here by the very same
 * route files Next knows, simulator pages below their prefix, and all the rest by Next.
 */
export const createFront = (options: FrontOptions): NodeHandler => {
  const routed = async (matched: MatchedRoute, target: Target, message: IncomingMessage, response: ServerResponse) => {
    const method = message.method ?? "GET";
    const handler = handlerFor(matched.module, method);
    if (handler === null) return methodNotAllowed(target.pathname, method, allowedMethods(matched.module));
    const startedAt = performance.now();
    const path = `/${target.pathname.replace(/^\/+/, "")}${target.search}`;
    const request = toWebRequest(message, response, options.publicUrl, path);
    const answer = await handler(request, { params: Promise.resolve(matched.params) });
    options.onAnswer?.(matched.name, answer.status, (performance.now() - startedAt) / 1000);
    return answer;
  };
  const mounted = (mount: Mount, rest: string, message: IncomingMessage, response: ServerResponse) => {
    const method = message.method ?? "GET";
    if (!isKnownMethod(method)) return methodNotAllowed(rest, method, ["GET", "POST"]);
    const request = toWebRequest(message, response, "http://localhost", rest);
    return isControl(request) ? failure(rest, 404, "not_found", "Not found") : mount.fetch(request);
  };
  const respond = (target: Target, message: IncomingMessage, response: ServerResponse) => {
    if (!target.pathname.startsWith("/")) return failure("", 400, "bad_request", "Bad request target");
    const matched = options.routes(target.pathname);
    if (matched !== null) return routed(matched, target, message, response);
    const found = findMount(options.mounts, target.pathname);
    return found === null ? null : mounted(found.mount, `${found.rest}${target.search}`, message, response);
  };
  return async (message, response) => {
    judgePeer(message, options.peerHeaders, options.peerAddress);
    const target = splitTarget(message.url ?? "/");
    try {
      const answer = await respond(target, message, response);
      if (answer === null) await options.next(message, response);
      else await sendWebResponse(answer, message, response);
    } catch (error) {
      options.onError(error, maskedPath(target.pathname));
      if (response.headersSent) response.destroy();
      else await sendWebResponse(failure(target.pathname, 500, "internal", "Internal error"), message, response);
    }
  };
};
