import type { Merchant } from "../core/merchant.ts";
import { type Group, GROUPS } from "./knob-fields.ts";

/** The settings form as a patch. Each field is read by the type of the value it replaces; validation comes later, as a whole. */
export function readMerchantForm(form: URLSearchParams, merchant: Merchant): Record<string, unknown> {
  const patch: Record<string, unknown> = {
    password: form.get("password") ?? "",
    token: form.get("token") ?? "",
    name: form.get("name") ?? "",
    siteUrl: form.get("siteUrl") ?? "",
    language: form.get("language") ?? "",
    hosts: list(form.get("hosts")),
    mustChangePassword: form.has("mustChangePassword"),
  };
  for (const group of Object.keys(GROUPS) as Group[]) {
    const values = Object.entries(merchant[group]).map(([key, value]) => [key, read(form, `${group}.${key}`, value)] as const);
    patch[group] = Object.fromEntries(values);
  }
  return patch;
}

function read(form: URLSearchParams, name: string, current: unknown): unknown {
  if (typeof current === "boolean") return form.has(name);
  const text = form.get(name)?.trim();
  if (text === undefined) return current;
  if (Array.isArray(current)) return list(text);
  return typeof current === "number" && text !== "" ? Number(text) : text;
}

function list(text: string | null): string[] {
  return (text ?? "").split(/[\s,]+/).filter((part) => part !== "");
}
