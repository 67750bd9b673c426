/** What every call passes through: faults, key, limiter, permission, method, log. */
import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { parseJson } from "../json.ts";
import type { Store } from "../state/store.ts";
import type { ApiKey } from "../state/account-types.ts";
import type { Fault } from "../state/trial-types.ts";
import type { Endpoint } from "./endpoint.ts";
import { faultReply, takeFaults } from "./faults.ts";
import { readParams, type Params } from "./form.ts";
import type { Limiter } from "./limiter.ts";
import { htmlPage, refused, toResponse, type Reply } from "./reply.ts";

export type CrmBindings = { Bindings: Partial<HttpBindings> };
export type CrmContext = Context<CrmBindings>;

export async function serveEndpoint(
  store: Store,
  limiter: Limiter,
  endpoint: Endpoint,
  c: CrmContext,
): Promise<Response> {
  const started = performance.now();
  const { delayMs, fault } = takeFaults(store, endpoint.name);
  const params = await readParams(c.req.raw, store.state.switches.acceptJsonBodies);
  if (delayMs > 0) await sleep(delayMs);
  const key = params ? findKey(store, params) : null;
  const dropped = fault?.kind === "drop-before";
  const early = !params ? refused(413, "Request Entity Too Large") : fault ? faultReply(fault) : null;
  let reply =
    early ?? (dropped || !params ? null : await runEndpoint(store, limiter, endpoint, key, c.req.param(), params));
  const lost = dropped || fault?.kind === "drop-after";
  if (fault?.kind === "error-500-after") reply = refused(500, fault.text ?? "Internal Server Error");
  record(store, endpoint, c, key, params, lost ? null : reply, fault, Math.round(performance.now() - started));
  return lost || !reply ? hangUp(c) : toResponse(reply);
}

async function runEndpoint(
  store: Store,
  limiter: Limiter,
  endpoint: Endpoint,
  key: ApiKey | null,
  path: Record<string, string>,
  params: Params,
): Promise<Reply> {
  const { switches } = store.state;
  if (!switches.accountExists)
    return endpoint.method === "POST" ? htmlPage(405, "405 Not Allowed") : refused(404, "Account does not exist.");
  if (!key && endpoint.auth === "required")
    return refused(403, givenKey(params) === null ? '"apiKey" is missing.' : 'Wrong "apiKey" value.');
  if (key) {
    const over = limiter.admit(key.id, switches, performance.now());
    if (over) return over;
    const scope = endpoint.scope(switches);
    if (scope !== null && !key.scopes.includes(scope)) return refused(403, "Access denied.");
  }
  return await endpoint.handle({ store, key, path, params });
}

function givenKey(params: Params): string | null {
  return params.header ?? params.query.get("apiKey") ?? params.body.get("apiKey");
}

function findKey(store: Store, params: Params): ApiKey | null {
  const given = givenKey(params);
  return store.state.keys.find((key) => key.active && key.apiKey === given) ?? null;
}

function record(
  store: Store,
  endpoint: Endpoint,
  c: CrmContext,
  key: ApiKey | null,
  params: Params | null,
  reply: Reply | null,
  fault: Fault | null,
  ms: number,
): void {
  const fields = [...(params?.query ?? []), ...(params?.body ?? [])].filter(([name]) => name !== "apiKey");
  store.log({
    kind: "api",
    name: endpoint.name,
    method: endpoint.method,
    url: new URL(c.req.url).pathname,
    status: reply?.status ?? null,
    ms,
    request: Object.fromEntries(fields.map(([name, text]) => [name, parseJson(text) ?? text])),
    response:
      endpoint.name === "update-scopes" && reply?.status === 200
        ? { success: true, apiKey: "***" }
        : (reply?.body ?? null),
    key: key?.id ?? null,
    fault: fault?.kind ?? null,
    note: reply ? null : "connection dropped",
  });
}

/** Breaks the connection without an answer; without a socket of our own, by a body that fails. */
function hangUp(c: CrmContext): Response {
  // Hono's default for a missing environment is undefined, whatever its types say.
  const outgoing = (c.env as Partial<HttpBindings> | undefined)?.outgoing;
  if (outgoing) {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  return new Response(
    new ReadableStream({
      start: (controller) => {
        controller.error(new Error("connection dropped"));
      },
    }),
  );
}
