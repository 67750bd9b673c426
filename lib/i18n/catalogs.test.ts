import { globSync, readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, it } from "vitest";
import { en } from "./messages/en.ts";
import { ru } from "./messages/ru.ts";

type Tree = { [key: string]: string | Tree };

const flatten = (tree: Tree, path: string[] = []): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...path, key].join("."), value]] : flatten(value, [...path, key]),
  );

const russian = new Map(flatten(ru));
const english = new Map(flatten(en));

/** Names of a message's values and tags, and the kind of each. */
const placeholders = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const own = `${TYPE[element.type]}:${element.value}`;
    if (element.type === TYPE.tag) return [own, ...placeholders(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [own];
    return [own, ...Object.values(element.options).flatMap(({ value }) => placeholders(value))];
  });

const shapeOf = (message: string): string[] => [...new Set(placeholders(parse(message)))].sort();

const pluralCategories = (elements: MessageFormatElement[]): string[][] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralCategories(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const own = element.type === TYPE.plural ? [Object.keys(element.options)] : [];
    return [...own, ...Object.values(element.options).flatMap(({ value }) => pluralCategories(value))];
  });

it("both languages have the same keys", () => {
  expect([...english.keys()].sort()).toEqual([...russian.keys()].sort());
});

it("both languages use the same values in each message", () => {
  const shapes = (catalog: Map<string, string>) => [...catalog].map(([key, text]) => [key, shapeOf(text)] as const);
  expect(Object.fromEntries(shapes(english))).toEqual(Object.fromEntries(shapes(russian)));
});

it("Russian plurals know one, few and many", () => {
  const poor = [...russian].filter(([, text]) =>
    pluralCategories(parse(text)).some((options) => !["one", "few", "many", "other"].every((name) => options.includes(name))),
  );
  expect(poor.map(([key]) => key)).toEqual([]);
});

it("no text is empty, and no Russian one was copied into English", () => {
  const empty = [...russian, ...english].filter(([, text]) => text.trim() === "");
  expect(empty.map(([key]) => key)).toEqual([]);
  const untranslated = [...english].filter(([key, text]) => /[а-яё]/i.test(text) && russian.get(key) === text);
  expect(untranslated.map(([key]) => key)).toEqual(["shell.language.ru"]);
});

it("every text is used somewhere", () => {
  const source = globSync(["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/**/*.ts", "server/**/*.ts"])
    .filter((file) => !file.includes(".test.") && !file.startsWith("lib/generated"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const words = new Set(source.match(/[A-Za-z_]\w*/g));
  // Numbered keys are put together at run time.
  const names = [...russian.keys()].map((key) => [key, key.split(".").at(-1) ?? ""] as const);
  const unused = names.filter(([, name]) => !words.has(name) && !/\d/.test(name)).map(([key]) => key);
  expect(unused).toEqual([]);
});
