import { expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { storedReason } from "./crm-reason.ts";

it("what RetailCRM said is stored once, cut to what can be stored", () => {
  const error = new ProviderError("rejected", "refused", { code: "invalid", vendorMessage: "Ошибка", errors: ["Ошибка", `${"x".repeat(391)}💳`] });
  expect(storedReason(error)).toBe(`invalid|Ошибка; ${"x".repeat(391)}\ufffd`);
});
