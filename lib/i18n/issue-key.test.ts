import { expect, it } from "vitest";
import { z } from "zod";
import { type AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { ru } from "./messages/ru.ts";

const schema = z.strictObject({
  text: z.string().min(1).max(5),
  long: z.string().min(3),
  number: z.number().min(2).max(9),
  choice: z.enum(["a", "b"]),
  email: z.email(),
  url: z.url(),
  id: z.uuid(),
  list: z.array(z.string()).min(1),
  own: z.string().min(1, "own_words"),
  pattern: z.string().regex(/^x$/),
  either: z.union([z.literal(1), z.literal(2)]),
});

const good = {
  text: "abc",
  long: "abc",
  number: 5,
  choice: "a",
  email: "a@b.ru",
  url: "https://a.ru",
  id: "00000000-0000-4000-8000-000000000000",
  list: ["x"],
  own: "x",
  pattern: "x",
  either: 1,
};

const keyOf = (change: Record<string, unknown>): unknown => {
  try {
    return parseInput(schema, { ...good, ...change });
  } catch (error) {
    return Object.values((error as AppError).fields ?? {})[0]?.[0];
  }
};

it.each([
  [{ text: undefined }, "required"],
  [{ text: null }, "required"],
  [{ text: "" }, "required"],
  [{ text: 5 }, "wrong_type"],
  [{ text: "abcdef" }, "too_long"],
  [{ long: "a" }, "too_short"],
  [{ number: 1 }, "too_small"],
  [{ number: 10 }, "too_large"],
  [{ choice: "c" }, "invalid_choice"],
  [{ choice: undefined }, "required"],
  [{ email: "nonsense" }, "invalid_email"],
  [{ url: "nonsense" }, "invalid_url"],
  [{ id: "nonsense" }, "invalid_uuid"],
  [{ list: [] }, "required"],
  [{ own: "" }, "own_words"],
  [{ pattern: "y" }, "invalid_format"],
  [{ either: 3 }, "invalid_format"],
  [{ extra: 1 }, "unknown_field"],
])("%j is called %s", (change, key) => {
  expect(keyOf(change)).toBe(key);
  if (key !== "own_words") expect(ru.errors).toHaveProperty(key);
});

it("lets right input through", () => {
  expect(keyOf({})).toEqual(good);
});
