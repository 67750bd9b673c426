import { describe, expect, it } from "vitest";
import { bankWord, isLastSettlementLook, nextReceiptDelay, nextSettlementDelay } from "./receipt-state.ts";

describe("bankWord", () => {
  it.each([
    [0, null, "sale sent"],
    [1, null, "sale delivered"],
    [2, null, "sale failed"],
    [3, null, "refund sent"],
    [4, null, "refund delivered"],
    [5, null, "refund failed"],
    [6, null, "correction sent"],
    [7, null, "correction delivered"],
    [8, null, "correction failed"],
    [1, "close", "close delivered"],
    [4, "CLOSE", "refund delivered"],
  ])("%s %s: %s", (status, type, word) => {
    const { kind, state } = bankWord(status, type) ?? { kind: "", state: "" };
    expect(`${kind} ${state}`).toBe(word);
  });

  it("numbers nobody explained say nothing", () => {
    expect([bankWord(9, null), bankWord(-1, null), bankWord(100, "close")]).toEqual([null, null, null]);
  });
});

it("asks often at first, hourly later, and not after a day", () => {
  const asked: number[] = [];
  let age = 0;
  for (let delay = nextReceiptDelay(0, 0); delay !== null; delay = nextReceiptDelay(asked.length, age)) {
    asked.push(delay);
    age += delay;
  }
  expect(asked.slice(0, 6)).toEqual([10, 10, 20, 30, 60, 120]);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.length).toBeLessThan(40);
  expect(age).toBeGreaterThanOrEqual(86_400);
  expect(age).toBeLessThan(86_400 + 3_600);
});

it("looks at an order twice an hour at first, then four times a day, for three months", () => {
  const day = 86_400;
  expect([0, 2.9 * day, 3 * day, 91 * day].map(nextSettlementDelay)).toEqual([1_800, 1_800, 21_600, 21_600]);
  expect([0, 90 * day, 91 * day].map(isLastSettlementLook)).toEqual([false, false, true]);
});
