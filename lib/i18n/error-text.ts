import { translator } from "./translator.ts";

/** The keys of the catalogs, as opposed to ready words of a vendor. */
const keyShape = /^[a-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/;

type Translate = (key: string, params: Record<string, string | number>) => string;

/**
 * Words for a message key: of the catalog "errors" ("required"), or of another one by its full path
 * ("syncs.errors.operator_login"). What does not look like a key is already words and is returned as it is.
 * People never see a key: an unknown one gets the translator's general text.
 */
export function errorText(locale: string, reason: string, params: Record<string, string | number> = {}): string {
  if (!keyShape.test(reason)) return reason;
  // Keys arrive at run time, so their types cannot vouch for them.
  const translate = translator(locale) as Translate;
  return translate(reason.includes(".") ? reason : `errors.${reason}`, params);
}
