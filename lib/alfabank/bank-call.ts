import type { Dispatcher } from "undici";
import type { z } from "zod";
import { ProviderError } from "#lib/errors.ts";
import { exchange } from "#lib/http/exchange.ts";
import type { BankAccess } from "./bank-client.ts";
import { formBody, type FormFields } from "./form-body.ts";
import { readAnswer } from "./read-answer.ts";

export const BANK_TIMEOUT_MS = 30_000;

export interface BankCall<S extends z.ZodType> {
  /** Name of the method without ".do". */
  method: string;
  fields: FormFields;
  answer: S;
  timeoutMs: number;
}

/** One question to the gateway. The credentials travel in the body only, never in the address (protocols: alfabank 1.3, 2). */
export async function bankCall<S extends z.ZodType>(
  { gateway, login, password }: BankAccess,
  dispatcher: Dispatcher,
  { method, fields, answer, timeoutMs }: BankCall<S>,
): Promise<z.output<S>> {
  const received = await exchange({
    method: "POST",
    url: `${gateway.baseUrl}${method}.do`,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: formBody({ userName: login, password, ...fields }),
    timeoutMs,
    dispatcher,
  });
  const parsed = answer.safeParse(readAnswer(method, received));
  if (parsed.success) return parsed.data;
  // Names of the fields only: their values may be personal.
  const fieldNames = parsed.error.issues.map(({ path }) => path.map(String).join("."));
  throw new ProviderError("unknown", `${method}: unexpected answer (${fieldNames.join(", ")})`, {
    code: "bad_answer",
    httpStatus: received.status,
  });
}
