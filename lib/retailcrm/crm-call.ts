import type { z } from "zod";
import { sleep } from "#lib/clock.ts";
import { asksToWait, ProviderError } from "#lib/errors.ts";
import { exchange } from "#lib/http/exchange.ts";
import { crmAgent } from "./crm-agent.ts";
import type { CrmAccess, CrmClientOptions } from "./crm-client.ts";
import { type JsonRecord, successOf } from "./crm-failure.ts";
import { writeCrmJson } from "./crm-json.ts";

const TIMEOUT_MS = 20_000;
const READ_ATTEMPTS = 3;
const MAX_ANSWER_BYTES = 4_000_000;

export interface CrmCall {
  /** Starts with a slash; variable parts already encoded. */
  path: string;
  /** Structures become one form field each, holding JSON. A call without it is a GET. */
  form?: Readonly<Record<string, unknown>>;
  timeoutMs?: number;
}

type Turn = CrmClientOptions["turn"];

async function ask({ systemUrl, apiKey }: CrmAccess, { path, form, timeoutMs = TIMEOUT_MS }: CrmCall, turn: Turn): Promise<JsonRecord> {
  await turn?.(timeoutMs);
  const answer = await exchange({
    method: form ? "POST" : "GET",
    url: `${systemUrl}${path}`,
    headers: {
      ...(apiKey !== null && { "x-api-key": apiKey }),
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(form && {
      body: new URLSearchParams(Object.entries(form).map(([name, value]) => [name, writeCrmJson(value)])).toString(),
    }),
    timeoutMs,
    dispatcher: crmAgent(),
    maxBytes: MAX_ANSWER_BYTES,
  });
  const result = successOf(answer);
  if (result instanceof ProviderError) throw result;
  return result;
}

/** Worth asking again: nothing was said about the question itself. */
const isPassing = (error: unknown): boolean =>
  error instanceof ProviderError &&
  (error.outcome === "unknown" || error.code === "limited") &&
  !asksToWait(error) &&
  error.code !== "bad_answer" &&
  error.code !== "not_json";

async function askAgain(access: CrmAccess, call: CrmCall, attempts: number, turn: Turn): Promise<JsonRecord> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(access, call, turn);
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error;
      await sleep(250 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
    }
  }
}

/** Our reading of the answer failed: what the CRM did is not known, and asking again would not help. */
function readAs<S extends z.ZodType>(schema: S, body: JsonRecord, path: string): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ProviderError("unknown", `RetailCRM: unexpected answer to ${path}`, { code: "bad_answer", cause: parsed.error });
}

/** The two ways to ask: reads are repeated when the answer was unclear, writes never. */
export function crmCalls(access: CrmAccess, { timeoutMs = TIMEOUT_MS, readAttempts = READ_ATTEMPTS, turn }: CrmClientOptions) {
  return {
    read: async <S extends z.ZodType>(path: string, schema: S) =>
      readAs(schema, await askAgain(access, { path, timeoutMs }, readAttempts, turn), path),
    write: async <S extends z.ZodType>(call: CrmCall & { form: NonNullable<CrmCall["form"]> }, schema: S) =>
      readAs(schema, await ask(access, { timeoutMs, ...call }, turn), call.path),
  };
}
