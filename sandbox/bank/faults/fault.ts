/** A drill: what goes wrong on the way of one API method, how many times, and whether the bank acted before it. */
import { z } from "zod";

export const FAULT_KINDS = [
  "latency",
  "requestDropped",
  "answerLost",
  "http500",
  "empty502",
  "tooMany429",
  "html200",
  "cutBody",
  "halfJson",
  "systemError",
  "zeroWithError",
  "custom",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Kinds that by default break the way back, after the bank has done the work. */
const AFTER_EFFECT: ReadonlySet<FaultKind> = new Set<FaultKind>(["answerLost", "cutBody", "halfJson"]);

export const faultSchema = z.strictObject({
  id: z.string().default(""),
  /** Method name with or without `.do`, or `*`. */
  method: z
    .string()
    .min(1)
    .max(100)
    .transform((name) => name.replace(/\.do$/, "")),
  kind: z.enum(FAULT_KINDS),
  /** Applies to the next n calls; -1 = until cleared. */
  times: z.number().int().min(-1).max(1_000_000).default(1),
  /** Only calls of this login. */
  merchant: z.string().default(""),
  latencyMs: z.number().int().min(0).max(600_000).default(0),
  /**
   * Whether the bank does the work before the fault shows; null = as usual for the kind.
   * For `latency`: true = works at once and answers late, otherwise waits first and then works.
   */
  effect: z.boolean().nullable().default(null),
  status: z.number().int().min(200).max(599).default(503),
  body: z.string().max(100_000).default(""),
  contentType: z.string().max(200).default("text/html;charset=UTF-8"),
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

export function happensAfterEffect(fault: Fault): boolean {
  return fault.effect ?? AFTER_EFFECT.has(fault.kind);
}

/** Takes the first fault that applies and counts it down; spent faults disappear from the list. */
export function takeFault(faults: Fault[], method: string, merchant: string): Fault | null {
  const index = faults.findIndex(
    (fault) =>
      (fault.method === "*" || fault.method === method) && (fault.merchant === "" || fault.merchant === merchant),
  );
  const fault = faults[index];
  if (fault === undefined) return null;
  if (fault.times > 0) fault.times -= 1;
  if (fault.times === 0) faults.splice(index, 1);
  return fault;
}
