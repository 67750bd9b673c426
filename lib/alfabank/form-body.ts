import type { Json } from "./bank-client.ts";

export type FormFields = Readonly<Record<string, Json | bigint | undefined>>;

const textOf = (value: Json | bigint): string => {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/**
 * `application/x-www-form-urlencoded`, UTF-8; objects become JSON in one field (protocols: alfabank 2).
 * Absent and empty fields are left out: an empty `token=` was seen to crash the gateway (quirk 12).
 */
export function formBody(fields: FormFields): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    const text = value === undefined ? "" : textOf(value);
    if (text !== "") body.append(name, text);
  }
  return body.toString();
}
