import { type Dispatcher, request } from "undici";
import { ProviderError } from "#lib/errors.ts";

export interface Exchange {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Bound on the whole exchange, from connecting to the last byte of the answer. */
  timeoutMs: number;
  /** Connection rules: trusted roots, pinned addresses. */
  dispatcher: Dispatcher;
  maxBytes?: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const DEFAULT_MAX_BYTES = 8_000_000;

/** Codes of failures that happen before a byte of the request leaves: the other side cannot have acted. */
const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "HUB_ADDRESS_REFUSED",
  "HUB_NOT_CONNECTED",
]);

/** Node's codes for a certificate that is not believed or a handshake that fails. */
export const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "network";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
};

function transportError(error: unknown): ProviderError {
  const code = codeOf(error);
  if (unsent.has(code)) return new ProviderError("rejected", `not reachable: ${code}`, { code: "unreachable", cause: error });
  if (tlsCode.test(code)) return new ProviderError("rejected", `TLS: ${code}`, { code: "tls", vendorMessage: code, cause: error });
  const timedOut = code === "TimeoutError" || code === "ABORT_ERR" || code.includes("TIMEOUT");
  return new ProviderError("unknown", `no complete answer: ${code}`, { code: timedOut ? "timeout" : "network", cause: error });
}

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ProviderError("unknown", "answer too large", { code: "too_large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * One exchange with another system, honestly classified. Redirects are never followed.
 * Returns any complete answer, whatever its status; throws `ProviderError`:
 * `rejected` when no byte of the request can have left, `unknown` when it may have.
 */
export async function exchange({ method, url, headers, body, timeoutMs, dispatcher, maxBytes }: Exchange): Promise<Answer> {
  try {
    const answer = await request(url, {
      method,
      headers: { accept: "application/json", ...headers },
      body: body ?? null,
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Inside the try: an answer cut midway is a failure of the transport.
    const text = await readBounded(answer.body, maxBytes ?? DEFAULT_MAX_BYTES);
    return { status: answer.statusCode, headers: answer.headers, text };
  } catch (error) {
    throw error instanceof ProviderError ? error : transportError(error);
  }
}
