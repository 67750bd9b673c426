import { expect, it } from "vitest";
import { fiscalDefaults } from "#lib/receipts/fiscal-schema.ts";
import { fiscalForm, type FiscalFormIn, fiscalPatchBody, newAgent } from "./fiscal-form-values.ts";

const agent = { ...newAgent, supplierName: "Supplier", supplierInn: "7707083893", supplierPhone: "+79990001122" };
const shown = { fiscal: { ...fiscalDefaults, enabled: true, agent } };
const patch = (typed: Partial<FiscalFormIn["fiscal"]>) =>
  fiscalPatchBody(fiscalForm.parse({ fiscal: { ...shown.fiscal, ...typed } }), shown);

it("sends the parts that were changed, and nothing when none was", () => {
  expect(patch({})).toEqual({});
  expect(patch({ goods: { ...fiscalDefaults.goods }, agent: { ...agent } })).toEqual({});
  expect(patch({ keepGifts: true })).toEqual({ fiscal: { keepGifts: true } });
  expect(patch({ enabled: false, agent: null })).toEqual({ fiscal: { enabled: false, agent: null } });
  expect(patch({ goods: { ...fiscalDefaults.goods, vat: "vat10" } })).toEqual({ fiscal: { goods: { ...fiscalDefaults.goods, vat: "vat10" } } });
});
