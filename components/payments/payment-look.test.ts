import { expect, it } from "vitest";
import { isMoving, type PaymentFacts, paymentLook } from "./payment-look.ts";

const facts = (part: Partial<PaymentFacts>): PaymentFacts => ({
  status: "pending",
  refundedAmount: "0.00",
  refundPending: false,
  checking: false,
  ...part,
});

it.each([
  [{}, "pending"],
  [{ status: "waitingForCapture" }, "waitingForCapture"],
  [{ status: "succeeded" }, "succeeded"],
  [{ status: "succeeded", refundedAmount: "0.01" }, "partiallyRefunded"],
  [{ status: "refundSucceeded", refundedAmount: "10.00" }, "refunded"],
  [{ status: "canceled" }, "canceled"],
] as const)("%o is %s", (part, look) => {
  expect(paymentLook(facts(part))).toBe(look);
});

it("never shows an unclear outcome as success or failure", () => {
  for (const status of ["pending", "waitingForCapture", "succeeded", "canceled", "refundSucceeded"] as const) {
    expect(paymentLook(facts({ status, checking: true }))).toBe("checking");
    expect(paymentLook(facts({ status, refundPending: true, refundedAmount: "5.00" }))).toBe("refundPending");
  }
});

it("asks again only while something is expected", () => {
  expect(isMoving(facts({}))).toBe(true);
  expect(isMoving(facts({ status: "succeeded" }))).toBe(false);
  expect(isMoving(facts({ status: "succeeded", refundPending: true }))).toBe(true);
  expect(isMoving(facts({ status: "canceled", checking: true }))).toBe(true);
  expect(isMoving(facts({ status: "waitingForCapture" }))).toBe(false);
});
