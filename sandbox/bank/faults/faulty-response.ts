import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Fault } from "./fault.ts";

const MAINTENANCE = "<!doctype html><html><head><title>Технические работы</title></head><body><h1>Сервис временно недоступен</h1></body></html>";
const encoder = new TextEncoder();

/** Node's response object, present when the bank is served by a Node HTTP server. */
interface NodeBindings {
  outgoing?: {
    writeHead(status: number, headers: Record<string, string>): unknown;
    write(chunk: string): unknown;
    destroy(): unknown;
  };
}

/**
 * The answer a client gets instead of `answer`.
 * @param answer what the bank would have said; null when the request never reached it
 * @param env bindings of the HTTP server: with them a drop is a real closed connection, without them a body that breaks
 */
export async function faultyResponse(fault: Fault, answer: Response | null, env: unknown): Promise<Response> {
  switch (fault.kind) {
    case "latency":
      return answer ?? html(503, MAINTENANCE); // a late bank always answers; the second half is for the types only
    case "requestDropped":
    case "answerLost":
      return drop(env);
    case "http500":
      return html(500, "<html><body><h1>HTTP Status 500 - Internal Server Error</h1></body></html>");
    case "empty502":
      return new Response(null, { status: 502 });
    case "tooMany429":
      return new Response("Too Many Requests", { status: 429, headers: { "retry-after": "1" } });
    case "html200":
      return html(200, MAINTENANCE);
    case "cutBody":
      return cut(await bodyOf(answer), env);
    case "halfJson": {
      const body = await bodyOf(answer);
      return new Response(body.slice(0, Math.ceil(body.length / 2)), { headers: { "content-type": "text/plain;charset=UTF-8" } });
    }
    case "systemError":
      return json({ errorCode: "7", errorMessage: "Системная ошибка" });
    case "zeroWithError":
      return json({ errorCode: "0", error: "Операция отклонена. Обратитесь в банк", errorMessage: "Операция отклонена. Обратитесь в банк" });
    case "custom":
      return new Response(fault.status === 204 || fault.status === 304 ? null : fault.body, {
        status: fault.status,
        headers: { "content-type": fault.contentType },
      });
  }
}

async function bodyOf(answer: Response | null): Promise<string> {
  return answer === null ? '{"errorCode":"0","errorMessage":"Успешно"}' : answer.text();
}

function html(status: number, body: string): Response {
  return new Response(body, { status, headers: { "content-type": "text/html;charset=UTF-8" } });
}

function json(body: Record<string, string>): Response {
  return new Response(JSON.stringify(body), { headers: { "content-type": "text/plain;charset=UTF-8" } });
}

function drop(env: unknown): Response {
  const { outgoing } = (env ?? {}) as NodeBindings;
  if (outgoing === undefined) return brokenBody("");
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The first half must leave before the break, otherwise the client sees no answer at all. */
const BREAK_AFTER_MS = 20;
const TEXT = "text/plain;charset=UTF-8";

/** Announces the whole length, sends half, breaks the connection. */
function cut(body: string, env: unknown): Response {
  const half = body.slice(0, Math.ceil(body.length / 2));
  const length = String(encoder.encode(body).length);
  const { outgoing } = (env ?? {}) as NodeBindings;
  if (outgoing === undefined) return brokenBody(half, length);
  outgoing.writeHead(200, { "content-type": TEXT, "content-length": length });
  outgoing.write(half);
  setTimeout(() => outgoing.destroy(), BREAK_AFTER_MS);
  return RESPONSE_ALREADY_SENT;
}

function brokenBody(sent: string, length?: string): Response {
  const headers = new Headers({ "content-type": TEXT });
  if (length !== undefined) headers.set("content-length", length);
  let pulls = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      pulls += 1;
      if (pulls === 1 && sent !== "") {
        controller.enqueue(encoder.encode(sent));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, BREAK_AFTER_MS));
      controller.error(new Error("connection broken by the simulator"));
    },
  });
  return new Response(stream, { headers });
}
