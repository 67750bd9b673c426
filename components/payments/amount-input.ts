import { formatRoubles, parseRoubles } from "#lib/money.ts";

export type AmountProblem = "required" | "not_a_number" | "too_many_decimals" | "too_large" | "not_positive" | "over_max";

export type AmountInput = { ok: true; kopecks: bigint; roubles: string } | { ok: false; problem: AmountProblem };

/** An amount as a person types it ("1 999,90"), bounded by `max` (roubles as decimal text) before the server is asked. */
export function readAmount(typed: string, max: string): AmountInput {
  const text = typed.replace(/[\s\u00A0\u202F₽]/g, "");
  if (text === "") return { ok: false, problem: "required" };
  const parsed = parseRoubles(text);
  if (!parsed.ok) return { ok: false, problem: parsed.reason };
  if (parsed.kopecks <= 0n) return { ok: false, problem: "not_positive" };
  const bound = parseRoubles(max);
  if (bound.ok && parsed.kopecks > bound.kopecks) return { ok: false, problem: "over_max" };
  return { ok: true, kopecks: parsed.kopecks, roubles: formatRoubles(parsed.kopecks) };
}
