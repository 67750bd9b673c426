import { z } from "zod";
import { isTimeZone } from "#lib/clock.ts";
import { locales } from "#lib/i18n/locales.ts";
import { writable } from "#lib/written-text.ts";

/** Long enough for our rule and still first in every list an attacker tries. */
const common = new Set([
  "1234567890",
  "12345678910",
  "0123456789",
  "0987654321",
  "1111111111",
  "0000000000",
  "1q2w3e4r5t",
  "1qaz2wsx3edc",
  "qwertyuiop",
  "qwerty12345",
  "qwerty123456",
  "password12",
  "password123",
  "password1234",
  "passw0rd123",
  "administrator",
  "admin123456",
  "йцукенгшщз",
  "йцукен12345",
  "пароль12345",
  "retailcrm123",
  "alfabank123",
]);

const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "required")
  .max(254, "too_long")
  .pipe(z.email("invalid_email"));

const passwordField = z.string().min(1, "required").max(500, "too_long");

/** A person chooses it; those from the environment or the command line only have to be long. */
const chosenPassword = passwordField
  .min(10, "password_too_short")
  .refine((password) => !common.has(password.toLowerCase()), "password_too_common");

const personName = z.string().trim().max(80, "too_long").regex(writable, "control_characters");

const codeField = z.string().trim().max(64, "too_long");

export const signInInput = z.object({ email: emailField, password: passwordField, code: codeField.optional() });

export const passwordProof = z.object({ password: passwordField });

export const codeInput = z.object({ code: codeField.min(1, "required") });

export const newUserInput = z.object({
  email: emailField,
  password: passwordField.min(10, "password_too_short"),
  name: personName.optional(),
});

export const setupInput = z
  .object({ email: emailField, password: chosenPassword })
  .refine(({ email, password }) => password.toLowerCase() !== email, { path: ["password"], message: "password_has_email" });

export const setupRequest = z.object({ token: z.string().max(200, "too_long") });

export const passwordChangeInput = z.object({ current: passwordField, next: chosenPassword });

export const preferencesInput = z.object({
  name: personName.optional(),
  timeZone: z.string().max(64, "too_long").refine(isTimeZone, "time_zone_unknown").optional(),
});

export const localeInput = z.object({ locale: z.enum(locales) });
