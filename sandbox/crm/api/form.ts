/**
 * Parameters of a call. Structures travel as one field holding JSON, or in bracket form; bodies are urlencoded or
 * multipart (protocols: retailcrm 1.1). JSON bodies are read only when the caller allows them.
 */
import { isObject, parseJson, type JsonObject } from "../json.ts";

const BODY_LIMIT = 1024 * 1024;

export interface Params {
  /** The X-API-KEY header. */
  header: string | null;
  query: URLSearchParams;
  body: URLSearchParams;
}

/** null: the body is larger than the CRM would take. */
export async function readParams(request: Request, acceptJson = false): Promise<Params | null> {
  const query = new URL(request.url).searchParams;
  const header = request.headers.get("X-API-KEY");
  if (request.method !== "POST") return { header, query, body: new URLSearchParams() };
  if (Number(request.headers.get("Content-Length") ?? 0) > BODY_LIMIT) return null;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > BODY_LIMIT) return null;
  const type = request.headers.get("Content-Type") ?? "";
  return { header, query, body: await readBody(bytes, type, acceptJson) };
}

async function readBody(bytes: ArrayBuffer, type: string, acceptJson: boolean): Promise<URLSearchParams> {
  if (type.startsWith("multipart/form-data")) return readMultipart(bytes, type);
  const text = new TextDecoder().decode(bytes);
  if (type.startsWith("application/x-www-form-urlencoded")) return new URLSearchParams(text);
  const json = acceptJson && type.startsWith("application/json") ? parseJson(text) : null;
  if (!isObject(json)) return new URLSearchParams();
  const fields = Object.entries(json).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(fields);
}

async function readMultipart(bytes: ArrayBuffer, type: string): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  try {
    const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData();
    for (const [name, value] of form) if (typeof value === "string") fields.append(name, value);
  } catch {
    // A broken multipart body has no fields; the call then fails for its missing parameter.
  }
  return fields;
}

export type Structure = { kind: "missing" } | { kind: "broken" } | { kind: "read"; value: JsonObject };

/** The structure `name`: `name={json}` or `name[key]=…`. */
export function readStructure(body: URLSearchParams, name: string): Structure {
  const text = body.get(name);
  if (text !== null) {
    const value = parseJson(text);
    return isObject(value) ? { kind: "read", value } : { kind: "broken" };
  }
  const fields = [...body].filter(([key]) => key.startsWith(`${name}[`));
  if (fields.length === 0) return { kind: "missing" };
  const value: JsonObject = {};
  for (const [key, text] of fields)
    setPath(
      value,
      [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? ""),
      text,
    );
  return { kind: "read", value: listsFromMaps(value) as JsonObject };
}

function setPath(target: JsonObject, path: string[], value: string): void {
  const [head = "", ...rest] = path;
  const key = head === "" ? String(Object.keys(target).length) : head;
  if (key === "__proto__") return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  const next: JsonObject = isObject(inner) ? inner : {};
  target[key] = next;
  setPath(next, rest, value);
}

/** PHP's arrays with the keys 0…n are lists. */
function listsFromMaps(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listsFromMaps(inner)] as const);
  if (entries.length > 0 && entries.every(([key], index) => key === String(index)))
    return entries.map(([, inner]) => inner);
  return Object.fromEntries(entries);
}
