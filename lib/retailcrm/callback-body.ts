import { AppError } from "#lib/errors.ts";
import { readText } from "#lib/http/body.ts";
import { numberText, readCrmJson } from "./crm-json.ts";

/**
 * Bodies of the CRM's callbacks (protocols: retailcrm 4): a form with `clientId` and one field that holds JSON.
 * Bracket fields (`register[apiKey]=…`) and a JSON body are understood too. Numbers keep their text.
 */

export type CallbackForm = Readonly<Record<string, unknown>>;

const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 6;
/** An order with 500 items of 20 fields each has half of it. */
const MAX_FIELDS = 20_000;

type Tree = Record<string, unknown>;

/** Without a prototype, so that no name of a field means anything. */
const tree = (): Tree => Object.create(null) as Tree;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** "create[items][0][name]" → ["create", "items", "0", "name"]; null for what is no such name. */
function pathOf(name: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return null;
  const [, head = "", tail = ""] = match;
  const keys = [head, ...Array.from(tail.matchAll(/\[([^[\]]*)\]/g), ([, key = ""]) => key)];
  return keys.length > MAX_DEPTH ? null : keys;
}

/** Up to where the numbered members of each list go: `name[]` stands behind the last one, however long the list is. */
type Ends = WeakMap<Tree, number>;

function keyIn(list: Tree, written: string, ends: Ends): string {
  const end = ends.get(list) ?? 0;
  const key = written === "" ? String(end) : written;
  if (/^\d{1,9}$/.test(key)) ends.set(list, Math.max(end, Number(key) + 1));
  return key;
}

function put(root: Tree, keys: readonly string[], value: string, ends: Ends): void {
  let node = root;
  keys.forEach((written, level) => {
    const key = keyIn(node, written, ends);
    if (level === keys.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key];
    const inner = isTree(next) ? next : tree();
    node[key] = inner;
    node = inner;
  });
}

function fromForm(text: string): CallbackForm {
  const root = tree();
  const ends: Ends = new WeakMap();
  const fields = new URLSearchParams(text);
  if (fields.size > MAX_FIELDS) throw new AppError("payload_too_large");
  for (const [name, value] of fields) {
    const keys = pathOf(name);
    if (keys) put(root, keys, value, ends);
  }
  return root;
}

function fromJson(text: string): unknown {
  try {
    return readCrmJson(text);
  } catch (cause) {
    throw new AppError("invalid_input", { reason: "not_json", cause });
  }
}

/** The fields of a callback's body, at most 1 MB. */
export async function readCallbackForm(request: Request): Promise<CallbackForm> {
  const text = await readText(request, MAX_BYTES);
  const isJson = request.headers.get("content-type")?.includes("json") === true || text.trimStart().startsWith("{");
  if (!isJson) return fromForm(text);
  const body = fromJson(text);
  if (!isTree(body) || Array.isArray(body)) throw new AppError("invalid_input", { reason: "not_json" });
  return body;
}

const fieldError = (name: string, message: string): AppError => new AppError("invalid_input", { fields: { [name]: [message] } });

/** A structure sent as JSON text, as bracket fields or as part of a JSON body; undefined when it is missing. */
export function structureIn(form: CallbackForm, name: string): unknown {
  const value = form[name];
  if (typeof value !== "string") return value;
  if (value.trim() === "") return undefined;
  try {
    return readCrmJson(value);
  } catch {
    throw fieldError(name, "not_json");
  }
}

export const textIn = (form: CallbackForm, name: string): string | null => {
  const text = numberText(form[name]);
  return text === undefined || text === "" ? null : text;
};

/** The caller's only credential. Throws `invalid_input` naming the field when it is missing. */
export function clientIdIn(form: CallbackForm): string {
  const clientId = textIn(form, "clientId");
  if (clientId === null) throw fieldError("clientId", "required");
  return clientId;
}

/** What the callback is about; throws `invalid_input` naming the field when it is unreadable or, unless optional, missing. */
export function payloadIn(form: CallbackForm, name: string, { optional = false } = {}): unknown {
  const payload = structureIn(form, name);
  if (!optional && (payload === undefined || payload === null)) throw fieldError(name, "required");
  return payload;
}
