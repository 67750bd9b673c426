import { describe, expect, it } from "vitest";
import { type EarlierRefund, isRepeat, type RefundWish } from "./refund-state.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25) + seconds * 1000);

const earlier = (given: Partial<EarlierRefund> = {}): EarlierRefund => ({
  amount: 300n,
  status: "succeeded",
  createdAt: at(0),
  finishedAt: at(1),
  unsettled: false,
  ...given,
});
const wish = (given: Partial<RefundWish> = {}): RefundWish => ({ amount: 300n, arrivedAt: at(0.5), left: 700n, ...given });

describe("a repeat of the earlier refund", () => {
  it.each([
    ["it arrived before the other was finished", earlier(), wish()],
    ["the other is being checked", earlier({ status: "pending", finishedAt: null }), wish({ arrivedAt: at(10_000) })],
    ["the bank has not been asked yet what became of it", earlier({ unsettled: true }), wish({ arrivedAt: at(5) })],
    ["the other took so long that its asker may have given up", earlier({ finishedAt: at(31) }), wish({ arrivedAt: at(60) })],
    ["all that is left, pressed twice: nothing is left any more", earlier({ amount: 1000n }), wish({ amount: null, left: 0n })],
    ["all that is left, the other not yet counted", earlier({ amount: 1000n, status: "pending", finishedAt: null }), wish({ amount: null, left: 1000n })],
    ["refused at the same moment", earlier({ status: "canceled" }), wish()],
  ])("%s", (_, refund, wanted) => {
    expect(isRepeat(refund, wanted)).toBe(true);
  });
});

describe("a refund of its own", () => {
  it.each([
    ["the same sum again, after the answer", earlier(), wish({ arrivedAt: at(1.001) })],
    ["the same sum again, long after a slow one", earlier({ finishedAt: at(31) }), wish({ arrivedAt: at(331) })],
    ["another sum at the same moment", earlier(), wish({ amount: 200n })],
    ["all that is left, after a part", earlier(), wish({ amount: null })],
    ["again after a slow refusal", earlier({ status: "canceled", finishedAt: at(31) }), wish({ arrivedAt: at(60) })],
  ])("%s", (_, refund, wanted) => {
    expect(isRepeat(refund, wanted)).toBe(false);
  });
});
