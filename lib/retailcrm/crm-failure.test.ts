import { expect, it } from "vitest";
import { successOf } from "./crm-failure.ts";

it("a long refusal that is cut within an emoji can be stored", () => {
  const text = JSON.stringify({ success: false, errorMsg: `${"x".repeat(999)}💳` });
  expect(successOf({ status: 400, headers: {}, text })).toMatchObject({ vendorMessage: `${"x".repeat(999)}\ufffd` });
});
