import { describe, expect, it } from "vitest";
import { actionReason } from "./action-codes.ts";
import { actionWordsEn } from "./action-words-en.ts";
import { actionWordsRu } from "./action-words-ru.ts";

/** The groups as the protocol's table has them (protocols: alfabank 9). */
const table = {
  P: "-100 -9000 -30001 1001 1120 2008 151017 151018 151019",
  T: "-2007 -2014 -2009 -2013",
  S: "-2025 -2023 -2022 -2019 -2015 -2018 -2016 -2200 -301 71015 82 88 90 103 907 111 125 124 904 913 909 916 910 912 998 1434 2023 4032 341014",
  C: "-2006 -2020 -2017 -2011 -2010 -2005 -2000 -20010 1 4 5 15 53 20 116 62 203 204 208 823 63 119 72 902 73 101 906 78 100 104 106 107 117 118 120 181 121 123 151 209 212 239 240 555 814 903 920 999 1112 1113 1114 1115 1116 1117 1118 2030",
  X: "-2024 -2012 -2003 -2002 -2001 -2101 109 941 110 911 914 950 968 2002 2003 2004 2005 2006 2009 2012 2014 2015 2016 2022 4005 8204",
} as const;

const rows = Object.entries(table).flatMap(([group, codes]) => codes.split(" ").map((code): [number, string] => [Number(code), group]));

describe("actionReason", () => {
  it.each(rows)("puts %i into group %s, with words in both languages", (code, group) => {
    for (const locale of ["ru", "en"]) {
      const reason = actionReason(code, locale);
      expect(reason.group).toBe(group);
      expect(reason.text).not.toContain(String(code));
      expect(/[а-яё]/i.test(reason.text)).toBe(locale === "ru");
    }
  });

  it("has the same codes in both languages, and no others", () => {
    const known = [0, 400, ...rows.map(([code]) => code)].sort((a, b) => a - b);
    for (const { texts } of [actionWordsRu, actionWordsEn]) {
      expect(Object.keys(texts).map(Number).sort((a, b) => a - b)).toEqual(known);
    }
  });

  it.each([[7_777_777], [-1], [Number.NaN], [1e21]])("tells an unknown code %s by its number instead of failing", (code) => {
    expect(actionReason(code, "ru")).toMatchObject({ text: `Банк отклонил платёж, код ${code.toString()}`, group: "C" });
  });

  it("advises nothing where nothing is wrong or somebody wanted it so", () => {
    expect(actionReason(0, "ru")).toEqual({ text: "Операция выполнена", advice: null, group: null });
    expect(actionReason(4005, "en").advice).toBeNull();
  });

  it("speaks Russian to an unknown language", () => {
    expect(actionReason(5, "de").text).toMatch(/[а-я]/);
  });
});
