/** What the JSON API answers when it refuses: words in the reader's language, and words per field. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string[]>;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, message: string, fields: Record<string, string[]> = {}, retryAfter: number | null = null) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfter;
  }
}

interface Options {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
}

interface ErrorBody {
  error?: { code?: unknown; message?: unknown; fields?: unknown };
}

/** Codes of our own making, beside those of the server: the screen has the words for them. */
const OFFLINE = "offline";
const UNREADABLE = "unknown";

const readJson = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(response.status, UNREADABLE, "");
  }
};

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

const toSignIn = (): void => {
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?reason=expired&callbackUrl=${encodeURIComponent(here)}`);
};

function refusal(response: Response, body: unknown): ApiError {
  const { code, message, fields } = (body as ErrorBody | null)?.error ?? {};
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ApiError(
    response.status,
    typeof code === "string" ? code : UNREADABLE,
    typeof message === "string" ? message : "",
    (fields ?? {}) as Record<string, string[]>,
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

/**
 * One call of the hub's own JSON API. Throws `ApiError`; with an empty message when no readable answer came
 * (code "offline" or "unknown"). A session that has ended leads to the sign-in page and back here.
 */
export async function api<T>(path: string, { method = "GET", body, signal }: Options = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError(0, OFFLINE, "");
  }
  const answer = await readJson(response);
  if (response.ok) return answer as T;
  const error = refusal(response, answer);
  if (error.code === "unauthenticated") toSignIn();
  throw error;
}
