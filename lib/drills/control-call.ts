import type { z } from "zod";
import { AppError } from "#lib/errors.ts";

const TIMEOUT_MS = 40_000;

const failed = (message: string, cause?: unknown): AppError =>
  new AppError("unavailable", { reason: "drill_failed", params: { message: message.slice(0, 300) }, cause });

async function ask(url: string, input: unknown): Promise<{ result?: unknown; error?: unknown }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await response.json()) as { result?: unknown; error?: unknown };
  } catch (error) {
    throw failed(error instanceof Error ? error.message : "no answer", error);
  }
}

/**
 * Arranges something at the other side of a rehearsal. Its address comes from the process, never from people.
 * @throws AppError unavailable "drill_failed", with the other side's own words
 */
export async function controlCall<S extends z.ZodType>(base: string, method: string, input: unknown, result: S): Promise<z.output<S>> {
  const answer = await ask(`${base}/${method}`, input);
  if (answer.error !== undefined) throw failed(typeof answer.error === "string" ? answer.error : method);
  const parsed = result.safeParse(answer.result);
  if (parsed.success) return parsed.data;
  throw failed(`${method}: unexpected answer`, parsed.error);
}
