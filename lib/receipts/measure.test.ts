import { expect, it } from "vitest";
import { measureOf, unitWord } from "./measure.ts";

it("FFD 1.05 takes the text, twenty characters of it", () => {
  expect(measureOf("кг", "шт", "1.05")).toEqual({ text: "кг", unknown: false, piece: false, weighed: true });
  expect(measureOf("шт.", "шт", "1.05").piece).toBe(true);
  expect(measureOf(null, "шт", "1.05").text).toBe("шт");
  expect(measureOf("очень длинная единица измерения", "шт", "1.05").text).toBe("очень длинная единиц");
  expect(measureOf("👕", "шт", "1.05").text).toBe("шт");
});

it.each([
  ["шт", "0"], ["шт.", "0"], ["ШТ", "0"], ["г", "10"], ["кг", "11"], ["т", "12"], ["см", "20"], ["дм", "21"], ["м", "22"],
  ["см²", "30"], ["дм2", "31"], ["кв. м", "32"], ["м²", "32"], ["мл", "40"], ["л", "41"], ["м³", "42"], ["кВт·ч", "50"], ["Гкал", "51"],
  ["сутки", "70"], ["час", "71"], ["мин.", "72"], ["сек", "73"], ["Кб", "80"], ["МБ", "81"], ["Гб", "82"], ["Тб", "83"],
])("FFD 1.2: %s is %s", (unit, code) => {
  expect(measureOf(unit, "шт", "1.2")).toMatchObject({ text: code, unknown: false });
});

it("FFD 1.2: what nobody knows is 'other', and said to be unknown", () => {
  expect(measureOf("бочка", "шт", "1.2")).toMatchObject({ text: "255", unknown: true, weighed: false });
  expect(measureOf("constructor", "шт", "1.2")).toMatchObject({ text: "255", unknown: true });
  expect(measureOf(null, "шт", "1.2")).toEqual({ text: "0", unknown: false, piece: true, weighed: false });
});

it("reads codes back as words", () => {
  expect(["0", "11", "32", "255", "кг", "шт"].map(unitWord)).toEqual(["шт", "кг", "м2", "", "кг", "шт"]);
});
