import { expect, it } from "vitest";
import { isDoubtfulRefusal } from "./doubtful-refusal.ts";

it.each(["Системная ошибка", " system error ", "Internal error", "", null, undefined])("7 %j may hide an effect", (message) => {
  expect(isDoubtfulRefusal("7", message)).toBe(true);
});

it("a named reason is a refusal, and so is any other code", () => {
  expect(isDoubtfulRefusal("7", "Платёж должен быть в корректном состоянии")).toBe(false);
  expect(isDoubtfulRefusal("5", "Системная ошибка")).toBe(false);
});
