import { expect, it } from "vitest";
import { directionOf, sortAfterPress } from "./sort-names.ts";

it("a column's head turns its own order round, and begins with the newest or largest", () => {
  expect(sortAfterPress("amount", "-createdAt")).toBe("-amount");
  expect(sortAfterPress("amount", "-amount")).toBe("amount");
  expect(sortAfterPress("amount", "amount")).toBe("-amount");
  expect(sortAfterPress("createdAt", "-createdAt")).toBe("createdAt");
  expect(sortAfterPress("createdAt", "-amount")).toBe("-createdAt");
});

it("only the column sorted by has a direction", () => {
  expect([directionOf("amount", "-amount"), directionOf("amount", "amount"), directionOf("createdAt", "amount")]).toEqual(["descending", "ascending", null]);
});
