import { z } from "zod";
import { fiscalInput, fiscalPatch } from "#lib/receipts/fiscal-schema.ts";
import { visible, writable } from "#lib/written-text.ts";

/** One schema for the form and for the server. Messages are keys of the catalog "errors". */

export const environments = ["sandbox", "test", "production"] as const;
export const confirmations = ["auto", "manual"] as const;
/** Codes of the bank: general, simplified (two kinds), imputed, agricultural, patent (protocols: alfabank 7.2). */
export const taxSystems = [0, 1, 2, 3, 4, 5] as const;

export const HOLD_HOURS_DEFAULT = 168;

const name = z.string("required").trim().min(1, "required").max(80, "too_long").regex(writable, "control_characters");

/** Operator accounts open the bank's cabinet only (protocols: alfabank 1.2). */
const login = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(100, "too_long")
  .regex(visible, "control_characters")
  .regex(/^\S*$/, "login_spaces")
  .refine((text) => !/-operator$/i.test(text), "operator_login");

/** Spaces at the ends may belong to it. */
const password = z.string("required").max(200, "too_long").regex(/^[^\p{Cc}\p{Cs}]*$/u, "control_characters");

const callbackToken = z.string("wrong_type").trim().max(256, "too_long").regex(visible, "control_characters");

/** PEM or bare base64; whether it is a key is judged by the server. */
const callbackPublicKey = z
  .string("wrong_type")
  .trim()
  .max(8_000, "too_long")
  .regex(/^[A-Za-z0-9+/=\s-]*$/, "public_key_invalid");

const holdHours = z.number("not_a_number").int("not_whole").min(1, "too_small").max(720, "hold_hours_range");
const linkDays = z.number("not_a_number").int("not_whole").min(1, "too_small").max(3_650, "too_large");

const settings = {
  name,
  environment: z.enum(environments, "invalid_choice"),
  login,
  confirmation: z.enum(confirmations, "invalid_choice"),
  taxSystem: z.literal(taxSystems, "invalid_choice"),
  fiscal: fiscalInput.optional(),
  holdHours: holdHours.optional(),
  /** null: the link never expires. */
  linkDays: linkDays.nullish(),
};

const connectionId = z.string("required").trim().pipe(z.guid("invalid_uuid"));

export const newSyncInput = z.object(
  {
    ...settings,
    connectionId,
    password: password.min(1, "required"),
    callbackToken: callbackToken.nullish(),
    callbackPublicKey: callbackPublicKey.nullish(),
  },
  "wrong_type",
);

/** The form of an existing sync: as a new one, but an empty password keeps the stored one. */
export const editSyncInput = newSyncInput.extend({ password });

/**
 * Absent fields stay as they are; so do the password and the token when empty. A token or key of null is removed.
 * `connectionId` may be repeated but not changed.
 */
export const syncPatchInput = z
  .object(
    {
      ...settings,
      fiscal: fiscalPatch,
      connectionId,
      password: password.nullable(),
      callbackToken: callbackToken.nullable(),
      callbackPublicKey: callbackPublicKey.nullable(),
      enabled: z.boolean("wrong_type"),
    },
    "wrong_type",
  )
  .partial();

export const bankLoginInput = z.object(
  { environment: z.enum(environments, "invalid_choice"), login, password: password.min(1, "required") },
  "wrong_type",
);

export type NewSyncInput = z.output<typeof newSyncInput>;
export type SyncPatchInput = z.output<typeof syncPatchInput>;
export type BankLoginInput = z.output<typeof bankLoginInput>;
