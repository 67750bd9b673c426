import { z } from "zod";

/** Fields of addresses, for the pages and for the API alike. Messages are keys of the catalog "errors". */

/** An empty parameter is none. */
export const emptyAsAbsent = (value: unknown): unknown => (value === "" || value === null ? undefined : value);

const FIRST = Date.parse("1970-01-01T00:00:00.000Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** Within the years that JavaScript and PostgreSQL write alike, and that payments can be of. */
export const isUsualTime = (date: Date): boolean => date.getTime() >= FIRST && date.getTime() <= LAST;

const isUsual = (text: string): boolean => isUsualTime(new Date(text));

/** A calendar day, "2026-11-25". */
export const dayField = z.iso.date({ error: "invalid_date" }).refine(isUsual, "invalid_date");

/** A calendar day, or an instant with its zone. */
export const momentField = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: "invalid_date" })
  .refine(isUsual, "invalid_date");

/** Any UUID the database takes, whatever its version. */
export const idField = z.guid({ error: "invalid_format" });
