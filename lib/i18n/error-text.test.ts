import { expect, it } from "vitest";
import { errorText } from "./error-text.ts";
import { en } from "./messages/en.ts";
import { ru } from "./messages/ru.ts";

it("speaks the reader's language, Russian by default", () => {
  expect(errorText("ru", "required")).toBe(ru.errors.required);
  expect(errorText("en", "required")).toBe(en.errors.required);
  expect(errorText("de", "required")).toBe(ru.errors.required);
});

it("fills in values with the right plural", () => {
  expect(errorText("ru", "sign_in_throttled", { minutes: 1 })).toMatch(/через 1 минуту$/);
  expect(errorText("ru", "sign_in_throttled", { minutes: 3 })).toMatch(/через 3 минуты$/);
  expect(errorText("ru", "sign_in_throttled", { minutes: 15 })).toMatch(/через 15 минут$/);
});

it("writes sums as people do, digit by digit", () => {
  expect(errorText("ru", "more_than_left", { left: "1499.90" })).toBe("Больше, чем можно вернуть: осталось 1\u00a0499,90\u00a0₽");
  expect(errorText("en", "more_than_left", { left: "1499.90" })).toBe("More than can be returned: ₽1,499.90 is left");
  expect(errorText("ru", "already_captured", { captured: "9999999999.99" })).toContain("9\u00a0999\u00a0999\u00a0999,99");
});

it("finds keys of other catalogs by their path", () => {
  expect(errorText("en", "errors.required")).toBe(en.errors.required);
});

it.each(["no_such_key", "no.such.path", "errors", "sign_in_throttled", "constructor"])(
  "never shows the key %s",
  (key) => {
    expect(errorText("ru", key)).toBe(ru.errors.unknown);
  },
);

it("leaves ready words alone", () => {
  expect(errorText("ru", "Доступ запрещён")).toBe("Доступ запрещён");
});
