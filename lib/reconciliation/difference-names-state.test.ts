import { expect, it } from "vitest";
import { bankStatusName } from "./difference-names-state.ts";

it.each([
  [2, "150000", "0", "paid"],
  [4, "150000", "50000", "refundedPartly"],
  [4, "150000", "150000", "refunded"],
  [4, null, "50000", "refunded"],
  [4, "150000", null, "refunded"],
  [8, "150000", "0", "partly"],
  [99, null, null, "other"],
])("the bank's status %i with %s captured and %s given back has the name %s", (status, captured, refunded, name) => {
  expect(bankStatusName(status, captured, refunded)).toBe(name);
});
