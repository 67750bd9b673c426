import { expect, it } from "vitest";
import { differenceFilterSchema, newRunSchema, runFilterSchema } from "./reconciliation-schema.ts";

const oddId = "11111111-1111-1111-1111-111111111111";

it.each(["0000-01-01", "1969-12-31", "10000-01-01", "2026-02-30"])("knows no day %s", (day) => {
  expect(differenceFilterSchema.safeParse({ from: day }).success).toBe(false);
  expect(newRunSchema.safeParse({ syncId: oddId, from: day, to: day }).success).toBe(false);
});

it("takes every identifier that the database and the pages take", () => {
  expect(runFilterSchema.parse({ syncId: oddId, cursor: oddId })).toEqual({ syncId: oddId, cursor: oddId });
  expect(differenceFilterSchema.safeParse({ syncId: oddId, cursor: "1" }).success).toBe(false);
});
