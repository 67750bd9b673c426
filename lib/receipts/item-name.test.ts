import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName, cutName, withSuffix } from "./item-name.ts";

const MAX = 128;
const name = (text: string): string => cutName(cleanName(text).text, MAX);

describe("C-10 long names", () => {
  it("are cut at the limit, and one exactly at the limit is not touched", () => {
    expect(name("Ж".repeat(300))).toBe("Ж".repeat(128));
    expect(name("Ж".repeat(128))).toBe("Ж".repeat(128));
    expect(cutName("Ж".repeat(129), 100)).toBe("Ж".repeat(100));
  });

  it("blank ones are empty: the caller finds another name", () => {
    expect(["", "   ", "\n\t", "\u200b", "👉"].map(name)).toEqual(["", "", "", "", ""]);
  });

  it("gives way to words that must stay", () => {
    expect(withSuffix("Ж".repeat(200), ", 0.375 кг", 128)).toBe(`${"Ж".repeat(118)}, 0.375 кг`);
  });
});

describe("C-11 emoji", () => {
  it("on the cut position leave no half behind", () => {
    const cut = cutName(cleanName(`${"a".repeat(126)}👉bc`).text, 127);
    expect(cut).toBe(`${"a".repeat(126)}b`);
    expect(cut.isWellFormed()).toBe(true);
  });

  it("are dropped everywhere, families and flags too", () => {
    expect(cleanName("Футболка 👕")).toEqual({ text: "Футболка", changed: true });
    expect(name("Набор 👨‍👩‍👧‍👦 для 🇷🇺 семьи ❤️")).toBe("Набор для семьи");
  });

  it("halves of characters go too", () => {
    expect(name("Чай\ud83d зелёный")).toBe("Чай зелёный");
  });
});

describe("cleanName", () => {
  it.each([
    ["Чай «Ёжик» — 100 г", 'Чай "Ёжик" - 100 г'],
    ["Crème brûlée 50 %", "Creme brulee 50 %"],
    ["Доска 2×4 м²", "Доска 2x4 м2"],
    ["½ кг, 5 €, 100 ₽", "1/2 кг, 5 EUR, 100 руб."],
    ["Acme™ ®", "AcmeTM (R)"],
    ["Қазақ шай", "Казак шай"],
    ["Двои\u0306ник и\u0306од", "Двойник йод"],
    ["a\u0000b\u0007c\u202ed", "a b cd"],
    ["№ 5 & < 7 > 2", "№ 5 & < 7 > 2"],
    ['<b>"Чай" & Ко</b>', '"Чай" & Ко'],
    ["Чай<br/>чёрный <script src=x>1</script>", "Чай чёрный 1"],
    ["‹b›Чай‹/b›", "Чай"],
    ["茶 чай", "чай"],
  ])("%j → %j", (before, after) => {
    expect(cleanName(before).text).toBe(after);
  });

  it("says whether anything but spaces changed", () => {
    expect(cleanName("  Чай   чёрный ")).toEqual({ text: "Чай чёрный", changed: false });
    expect(cleanName("«Чай»").changed).toBe(true);
    expect(cleanName("<b>Чай</b>").changed).toBe(true);
  });

  it("any text at all becomes printable, well-formed and short, and stays so when repeated", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 16, max: 128 }), (text, limit) => {
        const cut = cutName(cleanName(text).text, limit);
        expect(cut).toMatch(/^[ -~А-яЁёЄєЇїЎў°·№¤]*$/u);
        expect(cut.isWellFormed()).toBe(true);
        expect(Array.from(cut).length).toBeLessThanOrEqual(limit);
        expect(cutName(cleanName(cut).text, limit)).toBe(cut);
      }),
    );
  });
});
