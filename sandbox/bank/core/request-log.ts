/** What was asked of the gateway, so that a test can say "the bank was asked once" or "never". */

export interface RequestEntry {
  id: number;
  /** The bank's clock. */
  at: number;
  /** Method name without `.do`. */
  method: string;
  httpMethod: string;
  host: string;
  login: string;
  /** Fields as received; passwords, tokens and card numbers masked. */
  fields: Record<string, string>;
  /** Fault that was applied, if any. */
  fault: string | null;
  /** Did the bank do the work. */
  handled: boolean;
  httpStatus: number | null;
  /** null until answered or when the answer had none. */
  errorCode: string | null;
  errorMessage: string | null;
}

export interface RequestFilter {
  method?: string | undefined;
  login?: string | undefined;
  orderNumber?: string | undefined;
  mdOrder?: string | undefined;
}

export interface RequestLog {
  add(entry: Omit<RequestEntry, "id">): RequestEntry;
  list(filter?: RequestFilter): RequestEntry[];
  clear(): void;
}

const KEPT = 20_000;
const SECRET = new Set(["password", "token", "$PAN", "$CVC", "$EXPIRY", "pan", "cvc", "YYYY", "MM", "TEXT"]);

export function maskFields(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of fields) {
    const shown = SECRET.has(name) && value !== "" ? "***" : value;
    masked[name] = masked[name] === undefined ? shown : `${masked[name]},${shown}`;
  }
  return masked;
}

export function createRequestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  let last = 0;
  return {
    add(entry) {
      last += 1;
      const logged = { id: last, ...entry };
      entries.push(logged);
      if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
      return logged;
    },
    list(filter = {}) {
      const method = filter.method?.replace(/\.do$/, "");
      return entries.filter(
        (entry) =>
          (method === undefined || entry.method === method) &&
          (filter.login === undefined || entry.login === filter.login) &&
          (filter.orderNumber === undefined || entry.fields["orderNumber"] === filter.orderNumber) &&
          (filter.mdOrder === undefined || (entry.fields["orderId"] ?? entry.fields["mdOrder"]) === filter.mdOrder),
      );
    },
    clear() {
      entries = [];
    },
  };
}
