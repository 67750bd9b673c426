import type { DrillKind } from "./drill-schema.ts";

/** A line of the payment's timeline, as far as a drill cares. */
export interface StoryLine {
  kind: string;
}

type Milestone = (line: StoryLine) => boolean;

const of =
  (...kinds: string[]): Milestone =>
  ({ kind }) =>
    kinds.includes(kind);

const moneySeen = of("paid", "held");
const told = of("delivered");

/** What has to be read in the timeline, in this order, until the hub has coped: one of these stories. */
const stories: Record<DrillKind, readonly (readonly Milestone[])[]> = {
  lost_notification: [[moneySeen, told]],
  crm_down: [[moneySeen, of("delivery_failed"), told]],
  late_answer: [
    [of("paid"), of("operation_unknown"), of("operation_succeeded"), told],
    // A capture shows in the money at once, and is told, long before its own answer.
    [of("held"), of("paid"), told, of("operation_unknown"), of("operation_succeeded")],
  ],
  paid_twice: [[moneySeen, of("paid_twice")]],
  cabinet_refund: [[moneySeen, of("refund_seen"), told]],
};

function tells(milestones: readonly Milestone[], lines: readonly StoryLine[]): boolean {
  const left = [...milestones];
  for (const line of lines) {
    if (left[0]?.(line)) left.shift();
  }
  return left.length === 0;
}

/** Does the timeline since the drill began tell the whole story? Lines of other things may stand between. */
export const hasCoped = (kind: DrillKind, lines: readonly StoryLine[]): boolean => stories[kind].some((story) => tells(story, lines));

/** Time enough for the slowest: a payment found by asking after 30 s, or a message told at the third try after 35 s. */
export const DRILL_SECONDS = 180;
