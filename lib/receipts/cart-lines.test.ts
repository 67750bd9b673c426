import { expect, it, vi } from "vitest";
import { uniqueCodes } from "./cart-lines.ts";

const codesFor = (wanted: readonly string[], taken: string[] = []): string[] => {
  const codeFor = uniqueCodes(taken);
  return wanted.map((code, index) => codeFor(code, index + 1));
};

it("a second use gets a suffix that nobody has", () => {
  expect(codesFor(["TEA", "TEA", "", "TEA-2", "TEA", "3"], ["TEA-4"])).toEqual(["TEA", "TEA-2", "3", "TEA-2-2", "TEA-3", "3-2"]);
  expect(codesFor(["TEA", "TEA"], ["TEA", "TEA-2"])).toEqual(["TEA-3", "TEA-4"]);
});

it.each([
  ["one article", Array.from({ length: 2_000 }, () => "TEA")],
  ["long articles that differ at their ends", Array.from({ length: 2_000 }, (_, index) => `${"x".repeat(97)}${String(100 + (index % 800))}`)],
])("two thousand lines of %s are looked up a few times each", (_, wanted) => {
  const looks = vi.spyOn(Set.prototype, "has");
  const codes = codesFor(wanted);
  const count = looks.mock.calls.length;
  looks.mockRestore();
  expect(count).toBeLessThan(10_000);
  expect(new Set(codes).size).toBe(2_000);
  expect(codes.every((code) => code.length <= 100)).toBe(true);
});
