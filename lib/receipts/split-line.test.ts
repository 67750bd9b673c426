import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineSum } from "./decimal.ts";
import { splitLine } from "./split-line.ts";

const written = (sum: bigint, quantity: bigint, price: bigint | null = null): string => {
  const split = splitLine(sum, quantity, price);
  const pieces = split.kind === "split" ? split.pieces : [split.piece];
  return `${split.kind}: ${pieces.map((piece) => `${String(Number(piece.quantity) / 1000)} x ${String(piece.price)}`).join(" + ")}`;
};

describe("splitLine", () => {
  it.each([
    [27_000n, 2_000n, null, "whole: 2 x 13500"],
    [27_001n, 2_000n, 15_000n, "split: 1 x 13500 + 1 x 13501"],
    [90_908n, 3_000n, null, "split: 1 x 30302 + 2 x 30303"],
    [3_330n, 333n, 10_001n, "whole: 0.333 x 10001"],
    [3_331n, 333n, 10_001n, "whole: 0.333 x 10003"],
    [8_334n, 2_500n, 3_333n, "split: 1.5 x 3333 + 1 x 3334"],
    [500n, 10_000_000n, 1n, "folded: 1 x 500"],
    [0n, 3_000n, 0n, "whole: 3 x 0"],
    [8n, 4_400n, 6n, "folded: 1 x 8"],
    [1n, 1n, null, "whole: 0.001 x 1000"],
  ])("%s kopecks for %s thousandths at %s", (sum, quantity, price, expected) => {
    expect(written(sum, quantity, price)).toBe(expected);
  });

  it("is always exact, loses no quantity and makes no free pieces", () => {
    const sums = fc.oneof(fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 10n ** 11n }));
    const quantities = fc.oneof(fc.bigInt({ min: 1n, max: 20_000n }), fc.bigInt({ min: 1n, max: 10n ** 8n }));
    fc.assert(
      fc.property(sums, quantities, (sum, quantity) => {
        const split = splitLine(sum, quantity, null);
        const pieces = split.kind === "split" ? split.pieces : [split.piece];
        for (const piece of pieces) {
          expect(piece.sum).toBe(lineSum(piece.price, piece.quantity));
          expect(piece.sum > 0n && piece.price > 0n && piece.quantity > 0n).toBe(true);
        }
        expect(pieces.reduce((all, piece) => all + piece.sum, 0n)).toBe(sum);
        const quantities = pieces.reduce((all, piece) => all + piece.quantity, 0n);
        expect(quantities).toBe(split.kind === "folded" ? 1000n : quantity);
      }),
      { numRuns: 2_000 },
    );
  });
});
