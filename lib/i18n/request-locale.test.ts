import { expect, it } from "vitest";
import { requestLocale } from "./request-locale.ts";

const localeOf = (headers: Record<string, string>) => requestLocale(new Request("http://hub.test/", { headers }));

it("is Russian when nothing is said", () => {
  expect(localeOf({})).toBe("ru");
  expect(localeOf({ "accept-language": "" })).toBe("ru");
  expect(localeOf({ "accept-language": "*" })).toBe("ru");
  expect(localeOf({ "accept-language": "de-DE,fr;q=0.8" })).toBe("ru");
});

it("takes the browser's preferred one of our languages", () => {
  expect(localeOf({ "accept-language": "en-US,en;q=0.9,ru;q=0.8" })).toBe("en");
  expect(localeOf({ "accept-language": "de,ru;q=0.5,en;q=0.9" })).toBe("en");
  expect(localeOf({ "accept-language": "en;q=0,ru;q=0.1" })).toBe("ru");
  expect(localeOf({ "accept-language": "en;q=oops,,;;;" })).toBe("en");
});

it("lets the cookie decide, unless it holds something else", () => {
  expect(localeOf({ cookie: "a=b; locale=en", "accept-language": "ru" })).toBe("en");
  expect(localeOf({ cookie: "locale=../../etc", "accept-language": "en" })).toBe("en");
  expect(localeOf({ cookie: "locale=%E0%A4%A", "accept-language": "en" })).toBe("en");
});
