import { expect, it } from "vitest";
import { ru } from "#lib/i18n/messages/ru.ts";
import { helpGroups } from "./help-topics.ts";

it("shows every answer exactly once", () => {
  const shown = Object.values(helpGroups).flat();
  expect([...shown].sort()).toEqual(Object.keys(ru.help.topics).sort());
});
