import { describe, expect, it } from "vitest";
import { type ActionFacts, canApprove, canCancel, canRefund, refundable } from "./payment-actions.ts";

const facts = (given: Partial<ActionFacts>): ActionFacts => ({
  status: "pending",
  held: 0n,
  captured: 0n,
  refunded: 0n,
  refundPending: 0n,
  cancelRequestedAt: null,
  ...given,
});

const allowed = (given: Partial<ActionFacts>): string =>
  [canApprove(facts(given)) && "approve", canCancel(facts(given)) && "cancel", canRefund(facts(given)) && "refund"].filter(Boolean).join();

describe("which buttons a payment has", () => {
  it.each([
    [{ status: "pending" }, "cancel"],
    [{ status: "pending", cancelRequestedAt: new Date() }, ""],
    [{ status: "waitingForCapture", held: 5n }, "approve,cancel"],
    [{ status: "waitingForCapture", held: 5n, cancelRequestedAt: new Date() }, "approve,cancel"],
    [{ status: "succeeded", captured: 5n }, "refund"],
    [{ status: "succeeded", captured: 5n, refunded: 4n }, "refund"],
    [{ status: "succeeded", captured: 5n, refunded: 4n, refundPending: 1n }, ""],
    [{ status: "succeeded", captured: 5n, cancelRequestedAt: new Date() }, "refund"],
    [{ status: "refundSucceeded", captured: 5n, refunded: 5n }, ""],
    [{ status: "canceled" }, ""],
  ] as [Partial<ActionFacts>, string][])("%o: %s", (given, buttons) => {
    expect(allowed(given)).toBe(buttons);
  });

  it("what can be given back leaves out what is on its way", () => {
    expect(refundable(facts({ captured: 100n, refunded: 30n, refundPending: 20n }))).toBe(50n);
  });
});
