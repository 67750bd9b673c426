import { expect, it } from "vitest";
import { paymentActionSchema } from "./payment-action-schema.ts";

const complaint = (amount: unknown): string | undefined => paymentActionSchema.safeParse({ amount }).error?.issues[0]?.message;

it("a sum is roubles as text; what is wrong with another one is said", () => {
  expect(paymentActionSchema.parse({ amount: "1,5" })).toEqual({ amount: 150n });
  expect(paymentActionSchema.parse({ amount: null })).toEqual({ amount: null });
  expect(paymentActionSchema.parse({})).toEqual({});
  expect(complaint(1)).toBe("not_a_number");
  expect(complaint("x")).toBe("not_a_number");
  expect(complaint("1.005")).not.toBe("not_a_number");
});
