import { isLosslessNumber } from "lossless-json";
import { z } from "zod";
import { isUuid } from "#lib/ids.ts";
import { storable } from "#lib/written-text.ts";
import { decimalText, parseSum } from "./callback-numbers.ts";
import { numberText } from "./crm-json.ts";

/**
 * Building blocks of callback schemas. PHP is generous with types, so texts may come as numbers and numbers as texts,
 * `null`, "" and a missing field mean the same, and an empty map is `[]`. Messages are keys of the catalog "errors".
 */

const textOf = (value: unknown): string | null | undefined => {
  if (value === undefined || value === null) return null;
  const text = numberText(value);
  if (text === undefined) return undefined;
  const clean = storable(text).trim();
  return clean === "" ? null : clean;
};

type Context = z.core.$RefinementCtx;

const fail = (context: Context, message: string): never => {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
};

const read = <T>(parse: (text: string, context: Context) => T) =>
  z.unknown().transform((value, context): T | null => {
    const text = textOf(value);
    if (text === undefined) return fail(context, "wrong_type");
    return text === null ? null : parse(text, context);
  });

const demand = <T>(parse: (text: string, context: Context) => T) =>
  z.unknown().transform((value, context): T => {
    const text = textOf(value);
    if (text === undefined) return fail(context, "wrong_type");
    return text === null ? fail(context, "required") : parse(text, context);
  });

const bounded = (max: number) => (text: string, context: Context): string =>
  text.length > max ? fail(context, "too_long") : text;

export const text = (max = 255) => demand(bounded(max));
export const optionalText = (max = 255) => read(bounded(max));

/** Texts that only decorate a receipt: too long is cut there, not refused here. */
export const looseText = read((value) => value);

export const uuid = demand((value, context) => (isUuid(value) ? value.toLowerCase() : fail(context, "invalid_uuid")));

const positiveSum = (value: string, context: Context): bigint => {
  const parsed = parseSum(value);
  if (!parsed.ok) return fail(context, parsed.reason);
  return parsed.kopecks > 0n ? parsed.kopecks : fail(context, "not_positive");
};

/** Roubles to kopecks, more than zero. */
export const sum = demand(positiveSum);
export const optionalSum = read(positiveSum);

/** A decimal number kept as text, whatever its size and precision. */
export const optionalDecimal = read((value, context) => decimalText(value) ?? fail(context, "not_a_number"));

export const optionalInteger = read((value, context) =>
  /^-?\d{1,18}$/.test(value) ? BigInt(value) : fail(context, "not_whole"),
);

/** Where a payer may be sent: web addresses only. Stores are often entered without a scheme. */
export const optionalWebAddress = read((value, context) => {
  if (/^(\/(?!\/)|[?#])/.test(value)) return null; // a place within some site: nobody can be sent there
  const full = /^[a-z][a-z0-9+.-]*:/i.test(value) && !/^[^/?#]+:\d+(\/|$)/.test(value) ? value : `https://${value.replace(/^\/\//, "")}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const usable = url !== null && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  return usable && full.length <= 2_000 ? url.href : fail(context, "invalid_url");
});

const truthy = ["true", "1", "yes"];
const falsy = ["false", "0", "no"];

export const optionalFlag = z.unknown().transform((value, context): boolean | null => {
  if (typeof value === "boolean") return value;
  const word = textOf(value)?.toLowerCase();
  if (word === undefined && value !== undefined && value !== null && value !== "") return fail(context, "wrong_type");
  if (word === undefined) return null;
  if (truthy.includes(word)) return true;
  return falsy.includes(word) ? false : fail(context, "wrong_type");
});

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Every known field is there, as null if the CRM left it out. */
const complete = (value: unknown, shape: z.ZodRawShape): unknown => {
  if (isEmptyList(value)) return complete({}, shape);
  if (isLosslessNumber(value)) return value.value; // an object to look at, but no structure
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return { ...Object.fromEntries(Object.keys(shape).map((name) => [name, null])), ...value };
};

/** A structure; keys we do not know are allowed and dropped. */
export const structure = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => complete(value, shape), z.object(shape, { error: "wrong_type" }));

export const optionalStructure = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess(
    (value) => (value === undefined || value === "" || isEmptyList(value) ? null : complete(value, shape)),
    z.object(shape, { error: "wrong_type" }).nullable(),
  );
