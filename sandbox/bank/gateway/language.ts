import type { Merchant } from "../core/merchant.ts";
import type { Fields } from "./fields.ts";
import { GatewayError, type Language } from "./gateway-error.ts";

const LANGUAGES = new Set(["ru", "en", "de", "fr", "es", "it", "zh", "ja", "ko", "ua", "kz"]);

/** The simulator speaks Russian and English; the other known languages are answered in English. @throws GatewayError 5 */
export function languageOf(fields: Fields, merchant: Merchant): Language {
  const asked = fields.get("language")?.toLowerCase();
  if (asked === undefined) return merchant.language;
  if (!LANGUAGES.has(asked)) throw new GatewayError(5, "wrongLanguage");
  return asked === "ru" ? "ru" : "en";
}
