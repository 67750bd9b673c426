/** The REST face of the bank: one request in, one answer out, with the drills in between. */
import type { Engine } from "../core/engine.ts";
import type { HostAlias, Merchant } from "../core/merchant.ts";
import type { RequestEntry } from "../core/request-log.ts";
import { maskFields } from "../core/request-log.ts";
import { type Fault, happensAfterEffect, takeFault } from "../faults/fault.ts";
import { faultyResponse } from "../faults/faulty-response.ts";
import { authenticate } from "./authenticate.ts";
import type { Answer, Method } from "./call.ts";
import { type Fields, readFields } from "./fields.ts";
import { GatewayError } from "./gateway-error.ts";
import { languageOf } from "./language.ts";
import { METHODS, NUMERIC_METHODS, PAGE_METHODS, TOKEN_METHODS } from "./methods.ts";
import { isTooOften } from "./rate-limit.ts";

export async function answerGateway(engine: Engine, request: Request, env: unknown, host: HostAlias, name: string): Promise<Response> {
  const method = METHODS.get(name);
  const page = PAGE_METHODS.get(name);
  if (method === undefined && page === undefined) return notFound();
  if (request.method !== "GET" && request.method !== "POST") return new Response(null, { status: 405 });
  const fields = await readFields(request);
  if (fields === null) return new Response(null, { status: 413 });
  const login = fields.get("userName") ?? "";
  const entry = engine.requests.add({
    at: engine.clock.now(),
    method: name,
    httpMethod: request.method,
    host,
    login,
    fields: maskFields(fields),
    fault: null,
    handled: false,
    httpStatus: null,
    errorCode: null,
    errorMessage: null,
  });
  const work = async (): Promise<Response> => {
    entry.handled = true;
    engine.agenda.runDue();
    if (page !== undefined) return Response.json(await page(engine, fields));
    return method === undefined ? notFound() : callMethod(engine, fields, host, name, method, entry);
  };
  const fault = takeFault(engine.state.faults, name, login);
  const response = fault === null ? await work() : await withFault(fault, work, env, entry);
  entry.httpStatus = response.status;
  return response;
}

function notFound(): Response {
  return new Response("<html><body><h1>HTTP Status 404</h1></body></html>", {
    status: 404,
    headers: { "content-type": "text/html;charset=UTF-8" },
  });
}

async function withFault(fault: Fault, work: () => Promise<Response>, env: unknown, entry: RequestEntry): Promise<Response> {
  entry.fault = fault.kind;
  if (fault.kind === "latency") {
    if (fault.effect === true) {
      const answer = await work();
      await pause(fault.latencyMs);
      return answer;
    }
    await pause(fault.latencyMs);
    return work();
  }
  await pause(fault.latencyMs);
  return faultyResponse(fault, happensAfterEffect(fault) ? await work() : null, env);
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

function callMethod(engine: Engine, fields: Fields, host: HostAlias, name: string, method: Method, entry: RequestEntry): Response {
  // Recorded: an empty token field makes the backend fall over (quirk 12).
  if (fields.isEmpty("token")) return new Response(null, { status: 502 });
  const named = engine.state.merchants.get(fields.get("userName") ?? "");
  try {
    const { merchant, byToken } = authenticate(engine, fields, host, TOKEN_METHODS.has(name));
    if (isTooOften(engine, merchant)) return new Response("Too Many Requests", { status: 429 });
    const language = languageOf(fields, merchant);
    return say(method({ engine, merchant, fields, language, byToken }), merchant, name, entry);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const language = fields.get("language") === "en" || named?.language === "en" ? "en" : "ru";
    const refusal = { errorCode: error.code, errorMessage: error.say(language), ...error.extra };
    return say(refusal, named, name, entry);
  }
}

/** Puts errorCode into the type this installation uses, and the body under its content type. */
function say(answer: Answer, merchant: Merchant | undefined, name: string, entry: RequestEntry): Response {
  const { errorCode, ...rest } = answer;
  const kind = merchant?.gateway.errorCodeType ?? "mixed";
  const numeric = kind === "number" || (kind === "mixed" && NUMERIC_METHODS.has(name));
  const code = typeof errorCode === "number" && !numeric ? String(errorCode) : errorCode;
  const body = errorCode === undefined ? rest : { errorCode: code, ...rest };
  entry.errorCode = typeof errorCode === "number" ? String(errorCode) : null;
  entry.errorMessage = typeof rest["errorMessage"] === "string" ? rest["errorMessage"] : null;
  const type = merchant?.gateway.contentType === "json" ? "application/json" : "text/plain";
  return new Response(JSON.stringify(body), { headers: { "content-type": `${type};charset=UTF-8` } });
}
