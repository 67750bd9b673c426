import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { messagesOf } from "#lib/i18n/translator.ts";
import { eventKinds } from "#lib/payments/event-kinds.ts";
import { actorWord, eventLook, isEventName } from "./event-look.ts";
import { eventValues } from "./event-text.ts";

const details: Record<string, unknown>[] = [
  {},
  { amount: "199990", from: "100", to: null, reason: null, kind: "refund", fresh: true, valid: false },
  { amount: "1999.90", operation: "deposited", status: "0", signature: "invalid", message: "<b>x</b> {y} '" },
  { amount: {}, operation: "fooBar", actionCode: 71015, mismatch: ["?"], valid: "maybe", notice: 7 },
];

describe.each(["ru", "en"] as const)("%s", (locale) => {
  const failures: unknown[] = [];
  const t = createTranslator({
    locale,
    messages: messagesOf[locale],
    namespace: "payments.events",
    onError: (error) => failures.push(error),
  });
  const texts = {
    locale,
    currency: "RUB",
    noReason: t("noReason"),
    codeReason: (code: string) => t("codeReason", { code }),
    statusWord: (status: string) => status || "—",
  };

  it.each<string>(eventKinds)("has words for %s, whatever it carries", (kind) => {
    if (!isEventName(kind)) throw new Error(`no look for ${kind}`);
    for (const detail of details) {
      const words = t(kind, eventValues(detail, texts));
      expect(words).not.toMatch(/undefined|null|\[object/);
      expect(words.trim()).not.toBe("");
    }
    expect(failures).toEqual([]);
  });

  it("reads amounts in kopecks and in roubles", () => {
    expect(t("paid", eventValues({ amount: "199990" }, texts))).toMatch(/1.?999[.,]90/);
    expect(t("paid", eventValues({ amount: "1999.90" }, texts))).toMatch(/1.?999[.,]90/);
  });

  it("keeps a vendor's words as words", () => {
    expect(t("register_rejected", eventValues({ message: "<b>x</b> {y} '" }, texts))).toContain("<b>x</b> {y} '");
  });

  it("says which reason it knows", () => {
    expect(t("attempt_declined", eventValues({ actionCode: 71015 }, texts))).toContain("71015");
    expect(t("attempt_declined", eventValues({}, texts))).toContain(t("noReason"));
    expect(t("attempt_declined", eventValues({ actionCode: 1, actionText: "Мало денег" }, texts))).toContain("Мало денег");
  });
});

it("shows kinds it does not know as internal", () => {
  expect(isEventName("toString")).toBe(false);
  expect(eventLook("brand_new")).toEqual({ tone: "neutral", minor: true });
});

it("names actors without naming people", () => {
  expect(actorWord("crm", "u1")).toBe("crm");
  expect(actorWord("user:u1", "u1")).toBe("you");
  expect(actorWord("user:u2", "u1")).toBe("user");
  expect(actorWord("something", "u1")).toBe("system");
});
