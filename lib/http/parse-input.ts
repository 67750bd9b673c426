import type { z } from "zod";
import { AppError, type FieldErrors } from "#lib/errors.ts";
import { issueKey } from "#lib/i18n/issue-key.ts";

/** Issues by dotted path; what concerns the whole is under "". Messages are keys of the catalog "errors". */
export function fieldErrorsOf(error: z.core.$ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".");
    (fields[path] ??= []).push(issue.message);
  }
  return fields;
}

/** A ZodError may also come from a vendor's answer; only input that passes here is the caller's fault. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: issueKey });
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", { fields: fieldErrorsOf(parsed.error) });
}
