import { addSeconds } from "#lib/clock.ts";
import { columnDay, endOfMoscowDay, startOfMoscowDay } from "./moscow-days-state.ts";
import type { Run } from "./run-lease.ts";

export interface Period {
  from: Date;
  /** The first moment after it. */
  until: Date;
}

export const periodOf = ({ fromDay, toDay }: Pick<Run, "fromDay" | "toDay">): Period => ({
  from: startOfMoscowDay(columnDay(fromDay)),
  until: endOfMoscowDay(columnDay(toDay)),
});

const LOOK_BACK_SECONDS = 90 * 86_400;

/** Money given back in the bank's cabinet long after the payment is looked for this far back. */
export const lookBackOf = ({ from }: Period): Date => addSeconds(from, -LOOK_BACK_SECONDS);
