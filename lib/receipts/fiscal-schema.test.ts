import { describe, expect, it } from "vitest";
import { fiscalDefaults, fiscalInput, fiscalPatch, mergeFiscal, readFiscal } from "./fiscal-schema.ts";

describe("readFiscal", () => {
  it("fills in what older versions did not store, and what cannot be read any more", () => {
    expect(readFiscal({})).toEqual(fiscalDefaults);
    expect([readFiscal(null), readFiscal("x"), readFiscal([])]).toEqual([fiscalDefaults, fiscalDefaults, fiscalDefaults]);
    expect(readFiscal({ enabled: true, vatFallback: "vat99", ffd: "1.2", unknown: 1 })).toEqual({ ...fiscalDefaults, enabled: true, ffd: "1.2" });
  });

  it("takes the one status that older versions stored for a list of one", () => {
    expect(readFiscal({ closeOn: "complete" }).closeOn).toEqual(["complete"]);
    expect(readFiscal({ closeOn: ["delivered", "complete"] }).closeOn).toEqual(["delivered", "complete"]);
    expect([readFiscal({ closeOn: null }).closeOn, readFiscal({ closeOn: 1 }).closeOn]).toEqual([null, null]);
  });
});

describe("mergeFiscal", () => {
  it("leaves alone what is not sent", () => {
    const stored = mergeFiscal({}, { enabled: true, vatFallback: "vat22", keepGifts: true });
    expect(mergeFiscal(stored, { enabled: false })).toEqual({ ...fiscalDefaults, enabled: false, vatFallback: "vat22", keepGifts: true });
    expect(mergeFiscal(stored, { vatFallback: null })).toMatchObject({ enabled: true, vatFallback: null, keepGifts: true });
  });
});

describe("fiscalInput", () => {
  const keys = (value: unknown): string[] => {
    const parsed = fiscalInput.safeParse(value);
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it("takes the switch alone, any part of the rest, and drops what it does not know", () => {
    expect(fiscalInput.parse({ enabled: true })).toEqual({ enabled: true });
    expect(fiscalInput.parse({ ...fiscalDefaults, more: 1 })).toEqual(fiscalDefaults);
  });

  it("takes one order status, several, or none", () => {
    const closeOn = (given: unknown) => fiscalInput.parse({ enabled: true, closeOn: given }).closeOn;
    expect([closeOn("complete"), closeOn([" delivered ", "complete", "complete"])]).toEqual([["complete"], ["delivered", "complete"]]);
    expect([closeOn([]), closeOn(null), closeOn(undefined)]).toEqual([null, null, undefined]);
  });

  it.each<[unknown, string]>([
    [{ enabled: "yes" }, "enabled: wrong_type"],
    [{ enabled: true, closeOn: 1 }, "closeOn: wrong_type"],
    [{ enabled: true, closeOn: "" }, "closeOn: invalid_format"],
    [{ enabled: true, closeOn: ["complete", "два слова"] }, "closeOn: invalid_format"],
    [{ enabled: true, closeOn: Array.from({ length: 31 }, (_, n) => `s${String(n)}`) }, "closeOn: too_long"],
    [{ enabled: true, ffd: "2" }, "ffd: invalid_choice"],
    [{ enabled: true, maxDiscount: 101 }, "maxDiscount: too_large"],
    [{ enabled: true, maxDiscount: 0.5 }, "maxDiscount: not_whole"],
    [{ enabled: true, nameLimit: 129 }, "nameLimit: too_large"],
    [{ enabled: true, oneLineName: " " }, "oneLineName: required"],
    [{ enabled: true, oneLineName: "a\u0007" }, "oneLineName: control_characters"],
    [{ enabled: true, fallbackEmail: "a@b" }, "fallbackEmail: invalid_email"],
    [{ enabled: true, fallbackEmail: `${"a".repeat(40)}@b.ru` }, "fallbackEmail: too_long"],
    [{ enabled: true, goods: { paymentMethod: "cash", paymentObject: "commodity", vat: null } }, "goods.paymentMethod: invalid_choice"],
    [{ enabled: true, agent: { type: "agent", supplierName: "x", supplierInn: "1", supplierPhone: "+79990001122" } }, "agent.supplierInn: invalid_inn"],
    [{ enabled: true, agent: { type: "agent", supplierName: "x", supplierInn: "7707083893", supplierPhone: "1" } }, "agent.supplierPhone: invalid_phone"],
  ])("%j: %s", (value, issue) => {
    expect(keys(value)).toEqual([issue]);
  });

  it("wants the switch for a new sync; of one that exists any part will do", () => {
    expect(keys({ keepGifts: true })).toEqual(["enabled: wrong_type"]);
    expect(fiscalPatch.parse({ keepGifts: true, more: 1 })).toEqual({ keepGifts: true });
  });

  it("does not break on depth or size", () => {
    let deep: unknown = {};
    for (let level = 0; level < 20_000; level++) deep = { deep };
    expect(keys({ enabled: true, deep })).toEqual([": too_long"]);
    expect(keys({ enabled: true, long: "x".repeat(30_000) })).toEqual([": too_long"]);
  });
});
