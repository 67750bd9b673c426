/** Collects what is wrong with the fields of a structure, in the words of the CRM's form validator. */
import { isAccountTime } from "../dates.ts";
import { isObject, type JsonObject } from "../json.ts";
import { parseRoubles } from "../money.ts";

export const BLANK = "This value should not be blank.";
export const NOT_VALID = "This value is not valid.";

export class FieldErrors {
  readonly found: Record<string, string> = {};

  add(field: string, text: string): void {
    this.found[field] ??= text;
  }

  get any(): boolean {
    return Object.keys(this.found).length > 0;
  }

  /** null values count as absent: serialisers of modules differ in whether they leave them out. */
  text(
    source: JsonObject,
    field: string,
    rule: { required?: boolean; max?: number; label?: string } = {},
  ): string | null {
    const value = source[field];
    const label = rule.label ?? field;
    if (value === undefined || value === null || value === "") {
      if (rule.required === true) this.add(label, BLANK);
      return null;
    }
    if (typeof value !== "string") {
      this.add(label, "This value should be of type string.");
      return null;
    }
    const max = rule.max ?? 255;
    if (Array.from(value).length > max)
      this.add(label, `This value is too long. It should have ${String(max)} characters or less.`);
    return value;
  }

  flag(source: JsonObject, field: string, label = field): boolean | null {
    const value = source[field];
    if (value === undefined || value === null) return null;
    if (value === true || value === "true" || value === "1") return true;
    if (value === false || value === "false" || value === "0") return false;
    this.add(label, "This value should be of type bool.");
    return null;
  }

  /** A sum in roubles as kopecks. */
  amount(
    source: JsonObject,
    field: string,
    rule: { required?: boolean; positive?: boolean; label?: string } = {},
  ): number | null {
    const value = source[field];
    const label = rule.label ?? field;
    if (value === undefined || value === null || value === "") {
      if (rule.required === true) this.add(label, BLANK);
      return null;
    }
    const kopecks = parseRoubles(value);
    if (kopecks === null) this.add(label, "This value should be of type float.");
    else if (kopecks < 0 || (rule.positive === true && kopecks === 0))
      this.add(label, "This value should be positive.");
    return kopecks;
  }

  time(source: JsonObject, field: string): string | null {
    const value = this.text(source, field);
    if (value !== null && !isAccountTime(value)) this.add(field, `${NOT_VALID} Expected format: Y-m-d H:i:s.`);
    return value;
  }

  choice<T extends string>(
    source: JsonObject,
    field: string,
    allowed: readonly T[],
    rule: { required?: boolean; label?: string } = {},
  ): T | null {
    const value = this.text(source, field, { ...rule, max: 50 });
    if (value === null) return null;
    const known = allowed.find((candidate) => candidate === value);
    if (known === undefined) this.add(rule.label ?? field, "The value you selected is not a valid choice.");
    return known ?? null;
  }

  /** Text values by key; PHP prints an empty map as a list. */
  texts(value: unknown, label: string): Record<string, string> {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return {};
    if (!isObject(value) || !Object.values(value).every((inner) => typeof inner === "string")) {
      this.add(label, "This value should be a map of strings.");
      return {};
    }
    return value as Record<string, string>;
  }

  list(value: unknown, label: string): unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value as unknown[];
    this.add(label, "This value should be of type array.");
    return [];
  }
}
