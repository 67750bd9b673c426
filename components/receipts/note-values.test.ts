import { createTranslator } from "use-intl/core";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { en } from "#lib/i18n/messages/en.ts";
import { ru } from "#lib/i18n/messages/ru.ts";
import { noteValues, type NoteTexts } from "./note-values.ts";

const texts: NoteTexts = { locale: "ru", vat: (name) => `<${name}>`, taxSystem: (code) => `system ${String(code)}` };

/** No-break spaces are no difference for a test. */
const plain = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll(/\p{Zs}/gu, " ") : value);

it("writes sums, rates, systems and pieces for people, and leaves the rest alone", () => {
  const values = noteValues(
    { gap: "1234.50", price: "33.333", from: "vat20", given: "vat99", used: "none", system: 1, count: 3, first: "1.5 × 303.03", quantity: "0.375 кг", item: "12.00" },
    texts,
  );
  expect(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]))).toEqual({
    gap: "1 234,50 ₽",
    price: "33.333",
    from: "<vat20>",
    given: "<vat99>",
    used: "<none>",
    system: "system 1",
    count: 3,
    first: "1,5 × 303,03 ₽",
    quantity: "0,375 кг",
    item: "12.00",
  });
});

describe("words", () => {
  const source = readFileSync("lib/receipts/explanation.ts", "utf8");
  const keys = (type: string): { key: string; params: string[] }[] => {
    const body = new RegExp(`export type ${type} =([\\s\\S]*?);\\s*(//.*)?\\n\\n`).exec(source);
    const text = `${body?.[1] ?? ""} ${body?.[2] ?? ""}`;
    return [...text.matchAll(/\| "(\w+)"(?:;)?\s*(?:\/\/ ([\w, ]+))?/g)].map(([, key = "", list = ""]) => ({
      key,
      params: list.split(",").map((name) => name.trim()).filter((name) => name !== ""),
    }));
  };

  it.each([["StepKey", "steps"], ["WarningKey", "warnings"]] as const)("every %s has words in both languages that need no other values", (type, group) => {
    const known = keys(type);
    expect(known.length).toBeGreaterThan(8);
    expect(Object.keys(ru.receipts[group]).sort()).toEqual(known.map(({ key }) => key).sort());
    for (const [locale, messages] of [["ru", ru], ["en", en]] as const) {
      for (const { key, params } of known) {
        const t = createTranslator({ locale, messages, onError: (error) => { throw error; } }) as unknown as (path: string, values: object) => string;
        const values = Object.fromEntries(params.map((name) => [name, name === "count" || name === "line" ? 2 : `«${name}»`]));
        expect(t(`receipts.${group}.${key}`, values)).not.toMatch(/[{}]/);
      }
    }
  });
});
