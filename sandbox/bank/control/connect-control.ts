import type { BankControl } from "./bank-control.ts";

/**
 * The remote control of a bank in another process.
 * @param url base of the bank, as `startBank` gives it
 */
export function connectBankControl(url: string): BankControl {
  const base = url.replace(/\/+$/, "");
  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    const response = await fetch(`${base}/control/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as { result?: unknown; error?: string };
    if (!response.ok) throw new Error(answer.error ?? `HTTP ${String(response.status)}`);
    return answer.result;
  };
  return new Proxy({} as BankControl, {
    get: (_target, method) =>
      typeof method === "string" && method !== "then" ? (...args: unknown[]) => call(method, args) : undefined,
  });
}
