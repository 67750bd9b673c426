import { z } from "zod";
import { GatewayError } from "../gateway/gateway-error.ts";

/** Why something was refused, for people. */
export function explain(error: unknown): string {
  if (error instanceof GatewayError) return `${String(error.code)} ${error.say("ru")}`;
  if (error instanceof z.ZodError) return error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  return error instanceof Error ? error.message : "unknown error";
}
