/**
 * Names as a till can print them. Tills and data operators keep to the old DOS code page 866, and a name longer than 128
 * characters is refused only after the money moved (protocols: alfabank 7.1, quirks 16, 17).
 */

/** Latin, Cyrillic and what else that code page has and a receipt may need. */
const printable = /^[ -~А-яЁёЄєЇїЎў°·№¤]*$/u;

/** Markup, for which the gateway may decline a request (protocols: alfabank 2). A lone "<" or ">" is a sign like others. */
const tag = /<[a-z/!][^<>]*>/gi;

/** What means the same in print. Letters of other Cyrillic alphabets get their nearest Russian neighbour. */
const twins: Readonly<Record<string, string>> = {
  "«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "‟": '"', "″": '"',
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
  "×": "x", "÷": "/", "•": "·", "∙": "·", "‹": "<", "›": ">", "±": "+/-", "≈": "~", "≤": "<=", "≥": ">=",
  "€": "EUR", "₽": "руб.", "£": "GBP", "¥": "JPY", "®": "(R)", "©": "(C)", "℗": "(P)", "µ": "мк", "μ": "мк", "º": "°", "Ω": "Ом",
  "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
  "І": "I", "і": "i", "Ґ": "Г", "ґ": "г", "Ә": "А", "ә": "а", "Ғ": "Г", "ғ": "г", "Қ": "К", "қ": "к", "Ң": "Н", "ң": "н",
  "Ө": "О", "ө": "о", "Ұ": "У", "ұ": "у", "Ү": "У", "ү": "у", "Һ": "Х", "һ": "х", "Җ": "Ж", "җ": "ж", "Ђ": "Дж", "ђ": "дж",
  "Ј": "J", "ј": "j", "Љ": "Ль", "љ": "ль", "Њ": "Нь", "њ": "нь", "Ћ": "Ч", "ћ": "ч", "Џ": "Дж", "џ": "дж",
};

function printed(character: string): string {
  if (printable.test(character)) return character;
  const twin = twins[character];
  if (twin !== undefined) return twin;
  if (/[\s\p{Zs}\p{Cc}]/u.test(character)) return " ";
  // ½ → 1/2, ² → 2, ﬁ → fi, é → e: the parts of a character, without its accents.
  const parts = character.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("\u2044", "/");
  if (parts === character) return "";
  return Array.from(parts, (part) => (printable.test(part) ? part : (twins[part] ?? ""))).join("");
}

export interface CleanName {
  /** What is printed; may be empty. */
  text: string;
  /** Something else than spaces around it was changed. */
  changed: boolean;
}

/** Only characters a till can print; emoji and the like are left out. Spaces are single. */
export function cleanName(name: string): CleanName {
  const tidy = name.normalize("NFC").replace(/\s+/gu, " ").trim();
  const plain = printable.test(tidy) ? tidy : Array.from(tidy, printed).join("");
  const text = plain.replace(tag, " ").replace(/ +/g, " ").trim();
  return { text, changed: text !== tidy };
}

/** At most `limit` characters. Of a cleaned name each character is one code point and one grapheme. */
export const cutName = (text: string, limit: number): string => {
  const characters = Array.from(text);
  return characters.length <= limit ? text : characters.slice(0, limit).join("").trimEnd();
};

/** A name with words after it that must not be lost: the name gives way. */
export const withSuffix = (name: string, suffix: string, limit: number): string =>
  `${cutName(name, Math.max(1, limit - Array.from(suffix).length))}${suffix}`;
