import type { DifferenceView, SideView } from "#lib/reconciliation/difference-view.ts";
import type { RunView } from "#lib/reconciliation/run-view.ts";

/** What the JSON API tells about reconciliations. Sums are roubles as decimal text, days are Moscow's, moments ISO text. */
export type RunJson = RunView;
export type DifferenceJson = DifferenceView;
export type SideJson = SideView | "missing" | null;

export interface RunPage {
  items: RunJson[];
  nextCursor: string | null;
}

export interface DifferencePage {
  items: DifferenceJson[];
  nextCursor: string | null;
}
