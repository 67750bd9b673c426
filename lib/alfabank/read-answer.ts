import { ProviderError } from "#lib/errors.ts";
import type { Answer } from "#lib/http/exchange.ts";
import { retryAfterOf } from "#lib/http/retry-after.ts";
import { storable } from "#lib/written-text.ts";

const MAX_MESSAGE = 500;

const wordsOf = (value: unknown): string | undefined => {
  if (typeof value === "string") return value.trim() === "" ? undefined : storable(value.trim(), MAX_MESSAGE);
  if (typeof value !== "object" || value === null) return undefined;
  const { message, description } = value as { message?: unknown; description?: unknown };
  return wordsOf(message) ?? wordsOf(description) ?? "error";
};

/** "0", 0, "00", null and nothing at all mean the request was processed (quirk 1). */
const codeOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string" && typeof value !== "number") return "unreadable";
  const text = String(value).trim();
  return text === "" || Number(text) === 0 ? null : text;
};

/**
 * The refusal in an answer, if it is one. A boolean `success` decides; else the errorCode; an `error` text beside
 * errorCode 0 is a refusal too, because 0 only says that the request was read.
 */
function refusalOf(body: Readonly<Record<string, unknown>>): { code: string; message: string | undefined } | null {
  const code = codeOf(body["errorCode"]);
  const error = wordsOf(body["error"]);
  const failed = typeof body["success"] === "boolean" ? !body["success"] : code !== null || error !== undefined;
  if (!failed) return null;
  return { code: code ?? "refused", message: wordsOf(body["errorMessage"]) ?? error };
}

const parseObject = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** Answers to a request the gateway cannot have carried out. 400 is not one of them: the bank documents it as "internal". */
const neverActed = (status: number): boolean =>
  status > 400 && status < 500 && ![408, 409, 425, 429].includes(status);

/**
 * What a complete HTTP answer means, decided by its content: the gateway says `text/plain`, and 200 for refusals too.
 * @throws ProviderError rejected with the bank's errorCode, or "http_403" …; unknown for 5xx, 429, redirects and non-JSON
 */
export function readAnswer(method: string, { status, text, headers }: Pick<Answer, "status" | "text"> & Partial<Answer>): Record<string, unknown> {
  const body = parseObject(text);
  const httpCode = `http_${status.toString()}`;
  const readable = body !== null && (status === 200 || (status >= 400 && status < 500 && codeOf(body["errorCode"]) !== null));
  if (!readable) {
    const code = status === 200 ? "not_json" : httpCode;
    throw new ProviderError(neverActed(status) ? "rejected" : "unknown", `${method}: ${code}`, {
      code,
      httpStatus: status,
      retryAfterSeconds: retryAfterOf(headers),
    });
  }
  const refusal = refusalOf(body);
  if (refusal === null) return body;
  const { code, message } = refusal;
  throw new ProviderError("rejected", `${method}: refused with ${code}`, {
    code,
    httpStatus: status,
    ...(message !== undefined && { vendorMessage: message }),
  });
}
