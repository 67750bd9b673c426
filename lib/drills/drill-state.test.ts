import { expect, it } from "vitest";
import type { DrillKind } from "./drill-schema.ts";
import { hasCoped } from "./drill-state.ts";

const coped = (kind: DrillKind, ...kinds: string[]) => hasCoped(kind, kinds.map((line) => ({ kind: line })));

it.each<[DrillKind, string[], boolean]>([
  ["lost_notification", ["drill_started", "link_opened", "paid", "delivered"], true],
  ["lost_notification", ["held", "delivered"], true],
  ["lost_notification", ["delivered", "paid"], false],
  ["lost_notification", [], false],
  ["crm_down", ["paid", "delivered"], false],
  ["crm_down", ["paid", "delivery_failed", "delivery_failed", "delivered"], true],
  ["late_answer", ["paid", "delivered", "refund_requested", "operation_unknown", "operation_succeeded"], false],
  ["late_answer", ["paid", "delivered", "refund_requested", "operation_unknown", "operation_succeeded", "delivered"], true],
  ["late_answer", ["held", "delivered", "paid", "delivered", "operation_unknown", "operation_succeeded"], true],
  ["late_answer", ["held", "delivered", "operation_succeeded", "paid", "delivered"], false],
  ["paid_twice", ["paid", "delivered"], false],
  ["paid_twice", ["held", "paid_twice"], true],
  ["cabinet_refund", ["paid", "delivered", "refund_seen"], false],
  ["cabinet_refund", ["paid", "refund_seen", "delivered"], true],
])("%s told by %j: %s", (kind, lines, expected) => {
  expect(coped(kind, ...lines)).toBe(expected);
});
