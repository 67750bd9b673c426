import { LosslessNumber, parse } from "lossless-json";
import { storable } from "#lib/written-text.ts";

/** What a notification says; only a hint, to be confirmed by a status question (protocols: alfabank 6). */
export interface CallbackHint {
  /** All parameters as received, decoded once: what the checksum is about. */
  params: URLSearchParams;
  mdOrder: string | null;
  orderNumber: string | null;
  operation: string | null;
  status: string | null;
}

interface CallbackParts {
  method: string;
  /** Query of the address, with or without "?". */
  query: string;
  /** "" for GET. */
  body: string;
}

/** Numbers keep the text they were sent as, because the checksum is over that text. */
const jsonValue = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof LosslessNumber) return value.toString();
  return typeof value === "boolean" ? String(value) : JSON.stringify(value);
};

const jsonParams = (body: string): URLSearchParams | null => {
  if (!body.startsWith("{")) return null;
  try {
    const entries = Object.entries(parse(body) as Record<string, unknown>);
    return new URLSearchParams(entries.map(([name, value]): [string, string] => [name, jsonValue(value)]));
  } catch {
    return null;
  }
};

const paramsOf = ({ method, query, body }: CallbackParts): URLSearchParams => {
  const sent = body.trim();
  if (method !== "POST" || sent === "") return new URLSearchParams(query);
  return jsonParams(sent) ?? new URLSearchParams(sent);
};

/** Nothing real is longer than the bound. */
const field = (params: URLSearchParams, name: string, maxLength: number): string | null => {
  const value = storable((params.get(name) ?? "").trim(), maxLength).trim();
  return value === "" ? null : value;
};

/** GET query, POST form or POST JSON alike, told apart by the body and not by its header. Never throws. */
export function parseCallback(parts: CallbackParts): CallbackHint {
  const params = paramsOf(parts);
  return {
    params,
    mdOrder: field(params, "mdOrder", 64) ?? field(params, "mdorder", 64),
    orderNumber: field(params, "orderNumber", 64),
    operation: field(params, "operation", 64),
    status: field(params, "status", 16),
  };
}

/** Parameters whose values say nothing about the payer or a card (protocols: alfabank 6.1). */
const harmless: ReadonlySet<string> = new Set([
  "mdOrder", "mdorder", "orderNumber", "operation", "status", "callbackCreationDate", "checksum", "sign_alias",
  "amount", "paymentAmount", "amountFormatted", "feeAmount", "approvedAmount", "depositedAmount", "refundedAmount",
  "feeAmountFormatted", "approvedAmountFormatted", "depositedAmountFormatted", "refundedAmountFormatted",
  "operationRefundedAmount", "operationRefundedAmountFormatted", "currentReverseAmountFormatted", "externalRefundId",
  "currency", "currencyName", "paymentState", "paymentWay", "paymentSystem", "actionCode", "actionCodeDescription",
  "date", "paymentDate", "depositedDate", "refundedDate", "reversedDate", "declineDate", "sessionExpiredDate",
  "refNum", "refnum", "paymentRefNum", "eci", "threeDSType", "enabled", "terminalId", "templateId",
]);

const MAX_NAMES = 100;
const MAX_NAME = 100;
const MAX_VALUE = 300;

/** What may be stored of a notification: every name, but only the values known to concern neither a person nor a card. */
export function maskCallback(params: URLSearchParams): Record<string, string> {
  const stored = [...params].slice(0, MAX_NAMES).map(([name, value]): [string, string] => {
    const shown = harmless.has(name) ? storable(value, MAX_VALUE) : value === "" ? "" : "[hidden]";
    return [storable(name, MAX_NAME), shown];
  });
  return Object.fromEntries(stored);
}
