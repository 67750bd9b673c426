import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { createCallSchema, type CreateCall } from "#lib/retailcrm/callback-schemas.ts";
import { readCrmJson } from "#lib/retailcrm/crm-json.ts";

/** What a preview can do without: the receipt depends on none of it. */
const stand = {
  shopId: "preview",
  invoiceUuid: "00000000-0000-4000-8000-000000000000",
  orderNumber: "1",
  currency: "RUB",
};

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON itself, or the form of a callback with the JSON in its field `create`. */
function readText(text: string): unknown {
  const trimmed = text.trim();
  const json = trimmed.startsWith("{") ? trimmed : new URLSearchParams(trimmed).get("create");
  try {
    if (json !== null) return readCrmJson(json);
  } catch {
    // told below
  }
  throw new AppError("invalid_input", { fields: { text: ["pasted_not_json"] } });
}

/**
 * An order somebody pasted, read by the very rules of the callback.
 * @throws AppError invalid_input naming the fields that are wrong
 */
export function readPastedOrder(text: string): CreateCall {
  const read = readText(text);
  if (!isTree(read)) throw new AppError("invalid_input", { fields: { text: ["pasted_not_json"] } });
  const inner = isTree(read["create"]) ? read["create"] : read;
  return parseInput(createCallSchema, { ...stand, ...inner });
}
