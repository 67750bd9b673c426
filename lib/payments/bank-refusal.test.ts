import { expect, it } from "vitest";
import { assertDone, refusalWords } from "./bank-refusal.ts";

it.each([
  ["register", "4", "Неверный формат запроса", /^Банк не зарегистрировал заказ: .*Неверный формат запроса/],
  ["register", "5", "Доступ запрещён", /^Банк не зарегистрировал заказ: .*Доступ запрещён/],
  ["deposit", "7", "Платёж должен быть в корректном состоянии", /^Банк не списал деньги: .*корректном состоянии/],
  ["refund", "not_executed", null, /^Банк не вернул деньги: операция не выполнена/],
  ["reverse", "unreachable", null, /^Банк не снял удержание: /],
  ["decline", "99", null, /^Банк не закрыл заказ: .*99/],
] as const)("says of %s refused with %s what was asked, why, and the bank's own words", (kind, code, message, words) => {
  expect(refusalWords(kind, { code, message }, "ru")).toMatch(words);
  expect(refusalWords(kind, { code, message }, "en")).toMatch(/^The bank did not/);
});

it("an unknown outcome is never told as a refusal", () => {
  expect(() => {
    assertDone("refund", { state: "unknown", code: "timeout" });
  }).toThrow(expect.objectContaining({ reason: "being_checked" }));
  expect(() => {
    assertDone("refund", { state: "succeeded" });
  }).not.toThrow();
});
