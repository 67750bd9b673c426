import { z } from "zod";

/** What can be rehearsed, in the order in which it is offered. */
export const drillKinds = ["lost_notification", "late_answer", "crm_down", "paid_twice", "cabinet_refund"] as const;
export type DrillKind = (typeof drillKinds)[number];

/** Those that need an invoice of their own, which only the built-in RetailCRM issues on demand, or its being out of order. */
const builtInCrmOnly: ReadonlySet<DrillKind> = new Set(["crm_down", "paid_twice"]);

export const needsBuiltInCrm = (kind: DrillKind): boolean => builtInCrmOnly.has(kind);

export const newDrillSchema = z.object({ kind: z.enum(drillKinds) });
