/** GSM 03.38: one unit each. Everything else but the extension table makes the message UCS-2. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Sent after an escape: two units each. */
const extended = new Set("^{}\\[~]|€\f");

interface Alphabet {
  cost: (character: string) => number;
  single: number;
  /** Room in each part of a longer message: its header takes the rest. */
  part: number;
}

const gsm: Alphabet = { cost: (character) => (extended.has(character) ? 2 : 1), single: 160, part: 153 };
const ucs2: Alphabet = { cost: (character) => character.length, single: 70, part: 67 };

/**
 * How many parts an operator bills for a text: 160/153 characters of the Latin alphabet, 70/67 as soon as
 * one letter is Cyrillic. A character that takes two units is never split over two parts.
 */
export function smsParts(text: string): number {
  const characters = Array.from(text);
  const alphabet = characters.every((character) => basic.has(character) || extended.has(character)) ? gsm : ucs2;
  const costs = characters.map(alphabet.cost);
  if (costs.reduce((sum, cost) => sum + cost, 0) <= alphabet.single) return 1;
  let parts = 1;
  let room = alphabet.part;
  for (const cost of costs) {
    if (cost > room) {
      parts += 1;
      room = alphabet.part;
    }
    room -= cost;
  }
  return parts;
}
