/** What the caller did wrong, or may not do. The code decides the HTTP status and the words shown. */
export type AppErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_many_requests"
  | "payload_too_large"
  | "unavailable";

const statuses: Record<AppErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many_requests: 429,
  payload_too_large: 413,
  unavailable: 503,
};

/** Message keys per field (catalog "errors"), or ready words. */
export type FieldErrors = Record<string, string[]>;

export interface AppErrorOptions {
  /** Key in the message catalog under "errors"; defaults to the code. */
  reason?: string;
  /** Values for the placeholders of that message. */
  params?: Record<string, string | number>;
  /** Words that depend on more than a key; they take the place of the catalog's. */
  words?: (locale: string) => string;
  fields?: FieldErrors;
  retryAfterSeconds?: number;
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly reason: string;
  readonly params: Record<string, string | number>;
  readonly words: ((locale: string) => string) | undefined;
  readonly fields: FieldErrors | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: AppErrorCode, options: AppErrorOptions = {}) {
    super(options.reason ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.reason = options.reason ?? code;
    this.params = options.params ?? {};
    this.words = options.words;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return statuses[this.code];
  }
}

/**
 * The other side failed us. `rejected`: it answered and refused, nothing happened.
 * `unknown`: no complete, readable answer, so it may have acted; a write must be settled by asking, never repeated.
 */
export type ProviderOutcome = "rejected" | "unknown";

export interface ProviderErrorOptions {
  /** The vendor's own code, or a transport reason: timeout, network, tls, http_502, not_json … */
  code?: string;
  httpStatus?: number;
  /** The vendor's own words; shown to merchants, never to payers. */
  vendorMessage?: string;
  /** Field messages of the vendor, when it sends them. */
  errors?: string[];
  /** For how long it asks not to be called again. */
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
}

export class ProviderError extends Error {
  readonly outcome: ProviderOutcome;
  readonly code: string;
  readonly httpStatus: number | undefined;
  readonly vendorMessage: string | undefined;
  readonly errors: string[];
  readonly retryAfterSeconds: number | undefined;

  constructor(outcome: ProviderOutcome, message: string, options: ProviderErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "ProviderError";
    this.outcome = outcome;
    this.code = options.code ?? outcome;
    this.httpStatus = options.httpStatus;
    this.vendorMessage = options.vendorMessage;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

const MOMENT_SECONDS = 1;

/** It wants to be left alone for longer than a call may take: to be asked later, and not again at once. */
export const asksToWait = ({ retryAfterSeconds = 0 }: ProviderError): boolean => retryAfterSeconds > MOMENT_SECONDS;

/** A branch that the types say cannot be reached; a new member of the union breaks the build here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}
