import { formatMoney, parseRoubles } from "#lib/money.ts";

type Detail = Record<string, unknown>;

export interface EventTexts {
  locale: string;
  currency: string;
  /** Words for a missing reason, and for one that is only a number. */
  noReason: string;
  codeReason: (code: string) => string;
  statusWord: (status: string) => string;
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** Amounts stand in events as whole kopecks; decimal text is taken as roubles. */
function money(value: unknown, { locale, currency }: EventTexts): string {
  const text = textOf(value);
  if (/^\d+$/.test(text)) return formatMoney(BigInt(text), currency, locale);
  const parsed = parseRoubles(text);
  return parsed.ok ? formatMoney(parsed.kopecks, currency, locale) : "—";
}

/** The most telling of what is known: words of the bank or CRM, else a code. */
function reason(detail: Detail, texts: EventTexts): string {
  for (const name of ["reason", "message", "error", "actionText"]) {
    const words = textOf(detail[name]).trim();
    if (words !== "") return words;
  }
  const code = textOf(detail["actionCode"]) || textOf(detail["code"]);
  return code === "" ? texts.noReason : texts.codeReason(code);
}

function checkOutcome(detail: Detail): string {
  if (detail["valid"] === true) return "valid";
  return detail["valid"] === false ? "invalid" : "unanswered";
}

/** Every placeholder any event's words may have, so that a message never lacks a value, whatever the event carries. */
export function eventValues(detail: Detail, texts: EventTexts): Record<string, string> {
  return {
    amount: money(detail["amount"], texts),
    from: money(detail["from"], texts),
    to: money(detail["to"], texts),
    orderNumber: textOf(detail["orderNumber"]) || "—",
    reason: reason(detail, texts),
    withReason: String(textOf(detail["reason"]) !== ""),
    fresh: textOf(detail["fresh"]),
    notice: textOf(detail["notice"]),
    outcome: checkOutcome(detail),
    operation: textOf(detail["operation"]) || textOf(detail["kind"]),
    operationCode: textOf(detail["operation"]) || "—",
    success: textOf(detail["status"]) === "0" ? "false" : "true",
    signature: textOf(detail["signature"]),
    origin: textOf(detail["origin"]),
    mismatch: textOf(detail["mismatch"]) || "—",
    drill: textOf(detail["drill"]),
    step: textOf(detail["step"]),
    status: texts.statusWord(textOf(detail["status"])),
  };
}
