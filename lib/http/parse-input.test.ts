import { expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { fieldErrorsOf, parseInput } from "./parse-input.ts";

const schema = z.object({ name: z.string().min(1), lines: z.array(z.object({ price: z.number() })) });

function errorsOf(value: unknown): unknown {
  try {
    return parseInput(schema, value);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, fields: error.fields };
  }
}

it("returns what was read", () => {
  expect(parseInput(schema, { name: "a", lines: [], more: 1 })).toEqual({ name: "a", lines: [] });
});

it("names each wrong field by its path, with keys of the catalog and not with words", () => {
  expect(errorsOf({ name: "", lines: [{ price: 1 }, { price: "x" }] })).toMatchObject({
    code: "invalid_input",
    fields: { name: [expect.stringMatching(/^[a-z_]+$/)], "lines.1.price": [expect.stringMatching(/^[a-z_]+$/)] },
  });
});

it.each([null, undefined, "text", 5, []])("what is no object at all is wrong as a whole: %j", (value) => {
  expect(errorsOf(value)).toMatchObject({ code: "invalid_input", fields: { "": [expect.any(String)] } });
});

it("several faults of one field stay together", () => {
  const parsed = z.object({ a: z.string().min(3).regex(/^\d+$/) }).safeParse({ a: "x" });
  if (parsed.success) throw new Error("it must fail");
  expect(fieldErrorsOf(parsed.error)["a"]).toHaveLength(2);
});
