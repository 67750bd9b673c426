import { describe, expect, it } from "vitest";
import type { StoredCustomer } from "#lib/retailcrm/callback-schemas.ts";
import { buyerOf, isInn, receiptEmail, receiptPhone } from "./contact.ts";
import { newNotes } from "./explanation.ts";

const customer = (given: Partial<StoredCustomer>): StoredCustomer => ({
  email: null, phone: null, firstName: null, lastName: null, patronymic: null, sex: null, contragentType: null, legalName: null, INN: null,
  ...given,
});

const buyer = (given: Partial<StoredCustomer> | null, fallback: string | null = null) => {
  const notes = newNotes();
  return { made: buyerOf(given && customer(given), fallback, notes), steps: notes.steps.map(({ key }) => key) };
};

describe("C-59 phone formats", () => {
  it.each([
    ["+7 (900) 000-00-00", "79000000000"],
    ["8 900 000 00 00", "79000000000"],
    ["79000000000", "79000000000"],
    ["9000000000", "79000000000"],
    ["+8 (900) 000-00-00", "79000000000"],
    ["+7 900 000‑00‑00", "79000000000"],
    ["＋７９０００００００００", "79000000000"],
    ["8 (495) 000-00-00 доб. 12", "74950000000"],
    ["нет, 8 900 000-00-00", "79000000000"],
    ["+375 29 000-00-00", "375290000000"],
    ["375290000000", "375290000000"],
    ["+49 151 00000000", "4915100000000"],
    ["0037529 0000000", "375290000000"],
  ])("%s → %s", (given, canonical) => {
    expect(receiptPhone(given)).toBe(canonical);
  });

  it.each(["нет", "12345", "", "+", "8 900 000 00 0", "+7900000000000000", "+7 900 000-00-0", "+7900000000012", "7900000000012", "007 900 000 00 0", "79000000000x", "не звонить 8-900"])("%j is none", (given) => {
    expect(receiptPhone(given)).toBeNull();
  });

  it("a letter in the field is no contact, however it begins", () => {
    const letter = ` 8 900 000 00 00, a@b.ru,${" ".repeat(40_000)}`;
    expect([receiptPhone(letter), receiptEmail(letter)]).toEqual([null, null]);
    expect(buyer({ phone: letter, email: "a@b.ru" }).steps).toEqual(["phone_dropped"]);
  });

  it("a dropped one is told of", () => {
    expect(buyer({ phone: "12345", email: "a@b.ru" })).toEqual({ made: { ok: true, buyer: { email: "a@b.ru" } }, steps: ["phone_dropped"] });
  });
});

describe("e-mail", () => {
  it.each([
    ["anna@example.ru", "anna@example.ru"],
    [" <Anna@Example.RU> ", "Anna@example.ru"],
    ["mailto:a@b.ru", "a@b.ru"],
    ["нет; a@b.ru", "a@b.ru"],
    ["a@почта.рф", "a@xn--80a1acny.xn--p1ai"],
    ["a.b@1c.2gis.ru", "a.b@1c.2gis.ru"],
  ])("%s → %s", (given, canonical) => {
    expect(receiptEmail(given)).toBe(canonical);
  });

  it.each(["нет", "a@b", "a b@c.ru", "анна@example.ru", `${"a".repeat(40)}@b.ru`, "a@b..ru", "a@b.ru\u0000", "@b.ru", "a@[1.2.3.4]", "a@123.45", "a@1.2.3.4", "..a@b.ru", ".a@b.ru", "a.@b.ru", "a..b@b.ru"])(
    "%j is none",
    (given) => {
      expect(receiptEmail(given)).toBeNull();
    },
  );
});

describe("buyerOf", () => {
  it("sends both when both are good", () => {
    expect(buyer({ phone: "8 900 000 00 00", email: "a@b.ru" }).made).toEqual({ ok: true, buyer: { email: "a@b.ru", phone: "79000000000" } });
  });

  it("neither: the settings' own address with a note, else a refusal", () => {
    expect(buyer({ phone: "нет", email: "нет" }, "shop@b.ru")).toEqual({
      made: { ok: true, buyer: { email: "shop@b.ru" } },
      steps: ["phone_dropped", "email_dropped", "contact_fallback"],
    });
    expect(buyer({ phone: "+7 900 000-00-0", email: "a@123.45" }, "shop@b.ru").made).toEqual({ ok: true, buyer: { email: "shop@b.ru" } });
    expect(buyer(null).made).toMatchObject({ ok: false, reason: "receipt_contact_missing" });
    expect(buyer({}).made).toMatchObject({ ok: false, reason: "receipt_contact_missing" });
  });

  it("names nobody without INN; a wrong INN is dropped with a note", () => {
    const full = { email: "a@b.ru", firstName: "Анна", lastName: "Ли", legalName: null };
    expect(buyer(full).made).toEqual({ ok: true, buyer: { email: "a@b.ru" } });
    expect(buyer({ ...full, INN: "7707083893", legalName: "ПАО «Банк»" }).made).toEqual({
      ok: true,
      buyer: { email: "a@b.ru", inn: "7707083893", fullName: 'ПАО "Банк"' },
    });
    expect(buyer({ ...full, INN: "500100732259" }).made).toMatchObject({ buyer: { inn: "500100732259", fullName: "Ли Анна" } });
    expect(buyer({ ...full, INN: "7707083890" })).toEqual({ made: { ok: true, buyer: { email: "a@b.ru" } }, steps: ["inn_dropped"] });
  });

  it("knows check digits", () => {
    expect(["7707083893", "500100732259", "7707083894", "500100732258", "123", "77070838930"].map(isInn)).toEqual(
      [true, true, false, false, false, false],
    );
  });
});
