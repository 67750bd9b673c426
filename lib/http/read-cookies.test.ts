import { expect, it } from "vitest";
import { readCookies } from "./read-cookies.ts";

const read = (header: string | null) => Object.fromEntries(readCookies(header));

it.each([
  [null, {}],
  ["", {}],
  ["a=1; b=2", { a: "1", b: "2" }],
  ["  a = 1 ;b=2;", { a: "1", b: "2" }],
  ["a=1; a=2", { a: "1" }],
  ["a=x=y", { a: "x=y" }],
  ["a=%D0%B0%20", { a: "а " }],
  ["a=%zz", { a: "%zz" }],
  ['a="quoted"', { a: "quoted" }],
  ['a="', { a: '"' }],
  ["novalue; a=", { a: "" }],
])("%j", (header, cookies) => {
  expect(read(header)).toEqual(cookies);
});

it("a cookie called like something of Object is only a cookie", () => {
  expect(readCookies("__proto__=1; constructor=2").get("constructor")).toBe("2");
});
