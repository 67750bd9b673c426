/** What one API method is made of. */
import type { ApiKey } from "../state/account-types.ts";
import type { Store } from "../state/store.ts";
import type { Switches } from "../state/switches.ts";
import { inputErrors, missing, refused, type Reply } from "./reply.ts";
import { readStructure, type Params } from "./form.ts";
import type { JsonObject } from "../json.ts";

export interface Call {
  store: Store;
  /** Always present for methods with `auth: "required"`. */
  key: ApiKey | null;
  path: Record<string, string>;
  params: Params;
}

export interface Endpoint {
  name: string;
  method: "GET" | "POST";
  path: string;
  auth: "required" | "optional";
  scope: (switches: Switches) => string | null;
  /** Pattern in the deprecated `credentials` list (protocols: retailcrm 1.4). */
  credential: string | null;
  handle: (call: Call) => Reply | Promise<Reply>;
}

/** Runs `use` with the structure of the body, or answers that it is missing or not JSON. */
export async function withStructure(
  call: Call,
  name: string,
  use: (value: JsonObject) => Reply | Promise<Reply>,
): Promise<Reply> {
  const read = readStructure(call.params.body, name);
  if (read.kind === "missing") return missing(name);
  if (read.kind === "broken") return refused(400, inputErrors, { errors: { [name]: "This value is not valid JSON." } });
  return await use(read.value);
}
