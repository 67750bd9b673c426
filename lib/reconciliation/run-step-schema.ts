import { z } from "zod";

/** Orders are asked for by the day of their registration, of their payment, and, further back, if money went back. */
export const listKinds = ["created", "paid", "refunded"] as const;

export type ListKind = (typeof listKinds)[number];

/** A login at the bank, of now or of before. */
const access = z.object({ environment: z.enum(["sandbox", "test", "production"]), login: z.string() });

export type Access = z.output<typeof access>;

const listing = z.object({
  phase: z.literal("list"),
  accesses: z.array(access),
  /** Position of the login whose list is read. */
  at: z.int(),
  list: z.enum(listKinds),
  page: z.int(),
  seen: z.int(),
});

const later = z.object({ phase: z.enum(["start", "collect", "ask", "choose", "crm", "finish"]) });

/** Where a run stands: stored, so that it goes on there after an interruption. */
export const runStepSchema = z.union([listing, later]);

export type ListStep = z.output<typeof listing>;
export type RunStep = z.output<typeof runStepSchema>;

/** A new run has none yet. */
export const readStep = (stored: unknown): RunStep => runStepSchema.catch({ phase: "start" }).parse(stored);
