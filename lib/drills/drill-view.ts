import type { Drill, DrillOutcome } from "#lib/generated/prisma/client.ts";
import type { DrillKind } from "./drill-schema.ts";

export interface DrillView {
  id: string;
  kind: DrillKind;
  startedAt: string;
  /** null: under way. */
  outcome: DrillOutcome | null;
  /** How long it took; null while it is under way. */
  seconds: number | null;
  /** null: it did not get so far. */
  payment: { id: string; orderNumber: string } | null;
}

/** Why no drill can be begun here at all. */
export type DrillsObstacle = "sandbox_off" | "shop_off";

export interface DrillsView {
  obstacle: DrillsObstacle | null;
  /** Is the sync's account the built-in RetailCRM? Otherwise an unpaid invoice has to be there already. */
  builtInCrm: boolean;
  running: DrillView | null;
  /** The newest of each kind. */
  newest: DrillView[];
}

export type ViewedDrill = Drill & { payment: { id: string; orderNumber: string } | null };

export const drillView = ({ id, kind, startedAt, endedAt, outcome, payment }: ViewedDrill): DrillView => ({
  id,
  kind,
  startedAt: startedAt.toISOString(),
  outcome,
  seconds: endedAt && Math.round((endedAt.getTime() - startedAt.getTime()) / 1000),
  payment: payment && { id: payment.id, orderNumber: payment.orderNumber },
});
