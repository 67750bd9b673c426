/** One call from the CRM to the module: form fields with JSON in them (protocols: retailcrm 4). */
import { isObject, parseJson, type JsonObject } from "../json.ts";
import type { Store } from "../state/store.ts";

export interface CallbackOutcome {
  action: string;
  url: string;
  /** HTTP status; null when no answer came. */
  status: number | null;
  ms: number;
  timedOut: boolean;
  /** The module answered 2xx with `success: true`. */
  success: boolean;
  /** What the CRM's user reads when it failed; null on success. */
  message: string | null;
  /** The module's own words, whether or not they reach the user. */
  errorMsg: string | null;
  /** The parsed answer; null when it was not a JSON object. */
  body: JsonObject | null;
}

/** The CRM tolerates slashes on either side, both or none (2.1). */
export function joinUrl(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
}

/** Sends one callback, writes it into the log, and says what the CRM's user would read. */
export async function sendCallback(
  store: Store,
  action: string,
  url: string,
  fields: Record<string, unknown>,
  method: "POST" | "GET" = "POST",
): Promise<CallbackOutcome> {
  const started = performance.now();
  const { failure, ...exchanged } = await exchange(store, url, fields, method);
  const errorMsg = exchanged.body?.["errorMsg"];
  const outcome: CallbackOutcome = {
    action,
    url,
    ms: Math.round(performance.now() - started),
    ...exchanged,
    message: null,
    errorMsg: typeof errorMsg === "string" && errorMsg !== "" ? errorMsg : null,
  };
  outcome.message = outcome.success ? null : messageFor(store, outcome);
  store.log({
    kind: "callback",
    name: action,
    method,
    url,
    status: outcome.status,
    ms: outcome.ms,
    request: masked(fields),
    response: outcome.body ?? failure,
    key: null,
    fault: null,
    note: outcome.timedOut ? `no answer within ${String(store.state.switches.callbackTimeoutSeconds)} s` : null,
  });
  return outcome;
}

interface Exchange {
  status: number | null;
  success: boolean;
  timedOut: boolean;
  body: JsonObject | null;
  /** What came instead of a JSON object. */
  failure: string | null;
}

async function exchange(store: Store, url: string, fields: Record<string, unknown>, method: string): Promise<Exchange> {
  const nothing: Exchange = { status: null, success: false, timedOut: false, body: null, failure: null };
  const { moduleHosts } = store.options;
  if (moduleHosts && !moduleHosts.includes(URL.parse(url)?.host ?? ""))
    return { ...nothing, failure: "this simulator does not call that host" };
  const form = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(store.state.switches.callbackTimeoutSeconds * 1000),
      headers: { Accept: "application/json" },
      ...(method === "POST" ? { body: new URLSearchParams(form) } : {}),
    });
    const text = await response.text();
    const parsed = parseJson(text);
    const body = isObject(parsed) ? parsed : null;
    const success = response.ok && body?.["success"] === true;
    return { ...nothing, status: response.status, success, body, failure: body ? null : text.slice(0, 300) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ...nothing, timedOut: error.name === "TimeoutError", failure: causeOf(error) };
  }
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function messageFor(store: Store, outcome: CallbackOutcome): string {
  const ru = store.state.settings.language === "ru";
  const readable = outcome.status === 200 || store.state.switches.showErrorsOfFailedCallbacks;
  if (outcome.errorMsg !== null && readable) return outcome.errorMsg;
  if (outcome.timedOut)
    return ru ? "Модуль не ответил вовремя. Попробуйте ещё раз" : "The module did not answer in time. Try again";
  if (outcome.status === null) return ru ? "Модуль недоступен" : "The module cannot be reached";
  return ru ? `Ошибка модуля (HTTP ${String(outcome.status)})` : `The module failed (HTTP ${String(outcome.status)})`;
}

/** The log shows what was sent, but not the key of the account nor the module's token. */
function masked(fields: Record<string, unknown>): Record<string, unknown> {
  const register = fields["register"];
  return isObject(register) ? { ...fields, register: { ...register, apiKey: "***", token: "***" } } : fields;
}
