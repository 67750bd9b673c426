import { expect, it } from "vitest";
import type { BankReceipt } from "#lib/alfabank/answer-schema.ts";
import { type KnownReceipt, matchReceipts } from "./match-receipts.ts";

const known = (id: string, given: Partial<KnownReceipt> = {}): KnownReceipt => ({ id, kind: "sale", state: "expected", amount: 10_000n, uuid: null, ...given });

const told = (uuid: string | null, status: number, amountTotal: string | null = "100.00", type: string | null = null): BankReceipt => ({
  status, type, uuid, shiftNumber: null, receiptNumber: null, at: null, fnNumber: null, ecrNumber: null, documentNumber: null,
  documentAttribute: null, amountTotal, url: null,
});

const pairs = (receipts: KnownReceipt[], answer: BankReceipt[]) => {
  const { updates, news } = matchReceipts(receipts, answer);
  return {
    updates: updates.map(({ id, told: { word, receipt } }) => `${id}=${receipt.uuid ?? "?"}:${word.state}`),
    news: news.map(({ receipt: { uuid } }) => uuid),
  };
};

it("by kind and sum while the id is unknown, by id afterwards", () => {
  expect(pairs([known("a"), known("b", { kind: "refund", amount: 3_000n })], [told("r", 3, "30.00"), told("s", 1)])).toEqual({
    updates: ["a=s:delivered", "b=r:sent"],
    news: [],
  });
  expect(pairs([known("a", { uuid: "s", amount: 1n })], [told("s", 1)]).updates).toEqual(["a=s:delivered"]);
});

it("two refunds of the same sum are told apart by their order", () => {
  const refunds = [known("a", { kind: "refund" }), known("b", { kind: "refund" })];
  expect(pairs(refunds, [told("x", 4), told("y", 3)]).updates).toEqual(["a=x:delivered", "b=y:sent"]);
  expect(pairs([known("a", { kind: "refund", uuid: "y" }), known("b", { kind: "refund" })], [told("x", 4), told("y", 3)]).updates).toEqual([
    "a=y:sent",
    "b=x:delivered",
  ]);
});

it("one that is awaited comes before one that was given up", () => {
  const closings = [known("a", { kind: "close", state: "missing" }), known("b", { kind: "close" })];
  expect(pairs(closings, [told("x", 0, "100.00", "close")]).updates).toEqual(["b=x:sent"]);
  expect(pairs(closings, [told("x", 0, "100.00", "close"), told("y", 0, "100.00", "close")]).updates).toEqual(["b=x:sent", "a=y:sent"]);
});

it("one made anew after a failure takes the failed one's place", () => {
  expect(pairs([known("a", { uuid: "x", state: "failed" })], [told("x", 2), told("y", 1)])).toEqual({ updates: ["a=y:delivered"], news: [] });
  expect(pairs([known("a", { uuid: "x", state: "failed" })], [told("x", 2), told("y", 2)])).toEqual({ updates: ["a=x:failed"], news: [] });
});

it("failed tries of a receipt stay listed, and are no news at any later look", () => {
  const tries = [told("x", 2), told("y", 2), told("z", 1)];
  expect(pairs([known("a")], tries.slice(0, 2))).toEqual({ updates: ["a=x:failed"], news: [] });
  expect(pairs([known("a", { uuid: "x", state: "failed" })], tries)).toEqual({ updates: ["a=z:delivered"], news: [] });
  expect(pairs([known("a", { uuid: "z", state: "delivered" })], tries)).toEqual({ updates: ["a=z:delivered"], news: [] });
  expect(pairs([known("a", { uuid: "z", state: "delivered" })], [...tries, told("c", 2, "5.00"), told("r", 5)]).news).toEqual(["c", "r"]);
});

it("several that add up to one that is awaited are it", () => {
  const refund = known("a", { kind: "refund", amount: 30_000n });
  expect(pairs([known("s"), refund], [told("s", 1), told("x", 3, "100.00"), told("y", 4, "200.00")])).toEqual({
    updates: ["s=s:delivered", "a=x:sent"],
    news: ["y"],
  });
  expect(pairs([refund], [told("x", 3, "100.00"), told("y", 3, "150.00")])).toEqual({ updates: [], news: ["x", "y"] });
  const made = known("m", { kind: "refund", uuid: "m", state: "delivered" });
  const tries = [told("t", 5), told("m", 4), told("x", 3, "80.00"), told("y", 3, "220.00")];
  expect(pairs([made, refund], tries)).toEqual({ updates: ["m=m:delivered", "a=x:sent"], news: ["y"] });
});

it("what nobody expected is news; what cannot be read is nothing", () => {
  expect(pairs([known("a")], [told("s", 1), told("c", 7, "5.00"), told("z", 1, "40.00", "close")])).toEqual({
    updates: ["a=s:delivered"],
    news: ["c", "z"],
  });
  expect(pairs([], [told("q", 99), told(null, 1), told("n", 1, null), told("x", 1, "x")])).toEqual({ updates: [], news: [] });
});

it("a bank that names no sum is believed by kind", () => {
  expect(pairs([known("a")], [told("s", 0, null)]).updates).toEqual(["a=s:sent"]);
});
