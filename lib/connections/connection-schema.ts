import { z } from "zod";
import { writable } from "#lib/written-text.ts";

/** One schema for the form and for the server. Messages are keys of the catalog "errors". */

const MAX = 255;

const systemUrlField = z.string("required").trim().min(1, "required").max(MAX, "too_long");

/** Goes into a header as it is, so only visible ASCII. */
export const apiKeyField = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(MAX, "too_long")
  .regex(/^[\u0021-\u007e]*$/, "api_key_format");

const name = z
  .string("wrong_type")
  .trim()
  .min(1, "required")
  .max(80, "too_long")
  .regex(writable, "control_characters");

export const newConnectionInput = z.object({ systemUrl: systemUrlField, apiKey: apiKeyField, name: name.optional() }, "wrong_type");

export const connectionCheckInput = z.object({ systemUrl: systemUrlField, apiKey: apiKeyField }, "wrong_type");

/** An absent or empty key keeps the stored one. */
export const connectionPatch = z.object(
  { name: name.optional(), apiKey: z.union([z.literal("").transform(() => undefined), apiKeyField]).optional() },
  "wrong_type",
);

export const claimInput = z.object({ token: z.string("required").regex(/^[0-9A-Za-z]{20,100}$/, "crm.claim_invalid") }, "wrong_type");

export type NewConnectionInput = z.output<typeof newConnectionInput>;
export type ConnectionCheckInput = z.output<typeof connectionCheckInput>;
export type ConnectionPatch = z.output<typeof connectionPatch>;
