import type { CartLine } from "./cart.ts";
import { quantityText } from "./decimal.ts";
import type { Notes } from "./explanation.ts";
import type { FiscalSettings } from "./fiscal-schema.ts";
import { cutName, withSuffix } from "./item-name.ts";
import { formatRoubles } from "#lib/money.ts";
import { oneUnit, unitWord } from "./measure.ts";
import { methodCode, objectCode } from "./payment-codes.ts";
import type { Draft } from "./read-item.ts";
import { asOne, type Piece, pieceText, splitLine } from "./split-line.ts";

const CODE_MAX = 100;
const SUFFIX_MAX = "-9999".length;

/** Gives each line a code of its own: the shop's, else the line's number; a second use, also of a `taken` one, gets a suffix. */
export function uniqueCodes(taken: Iterable<string> = []): (wanted: string, line: number) => string {
  const used = new Set<string>(taken);
  const lastSuffixes = new Map<string, number>();
  return (wanted, line) => {
    const base = wanted === "" ? String(line) : cutName(wanted, CODE_MAX);
    // Long codes that differ in their last characters alone get the same ones with a suffix.
    const stem = cutName(base, CODE_MAX - SUFFIX_MAX);
    let code = base;
    while (used.has(code)) {
      const again = (lastSuffixes.get(stem) ?? 1) + 1;
      lastSuffixes.set(stem, again);
      code = withSuffix(base, `-${String(again)}`, CODE_MAX);
    }
    used.add(code);
    return code;
  };
}

/** Marked goods of FFD 1.2 have subjects of their own (protocols: alfabank 7.2). */
function subjectCode({ object, mark }: Draft, { ffd }: FiscalSettings): number {
  if (!mark || ffd === "1.05") return objectCode(object);
  if (object === "excise") return 31;
  return object === "commodity" ? 33 : objectCode(object);
}

interface Written {
  name: string;
  measure: string;
  pieces: readonly Piece[];
}

/** The line in pieces whose sums the bank will count the same way, and what they go under. A code of marked goods stands on one line only. */
function written({ name, where, quantity, measure, price, mark }: Draft, sum: bigint, { nameLimit }: FiscalSettings, { steps }: Notes): Written {
  const split = splitLine(sum, quantity, price);
  if (split.kind === "whole") return { name, measure, pieces: [split.piece] };
  if (split.kind === "split" && !mark) {
    const [first, second] = split.pieces;
    steps.push({ key: "line_split", params: { ...where, first: pieceText(first), second: pieceText(second) } });
    return { name, measure, pieces: split.pieces };
  }
  const words = `${quantityText(quantity)} ${unitWord(measure)}`.trimEnd();
  steps.push({ key: "line_folded", params: { ...where, quantity: words, sum: formatRoubles(sum) } });
  return { name: withSuffix(name, `, ${words}`, nameLimit), measure: oneUnit(measure), pieces: [asOne(sum)] };
}

function warnings(draft: Draft, { warnings: list }: Notes): void {
  const { object, method, name, where } = draft;
  if ((object === "non_operating_gain" || object === "insurance_premium") && !/^\d{1,2}$/.test(name)) {
    list.push({ key: "object_needs_number", params: where });
  }
  if (method === "advance" && object !== "payment") list.push({ key: "advance_object", params: where });
}

/** Lines of the receipt: numbered, with codes, each worth exactly its sum. */
export function cartLines(drafts: readonly Draft[], sums: readonly bigint[], settings: FiscalSettings, notes: Notes): CartLine[] {
  const codeFor = uniqueCodes();
  const lines: CartLine[] = [];
  drafts.forEach((draft, index) => {
    const sum = sums[index] ?? 0n;
    if (sum === 0n && !settings.keepGifts) {
      if (draft.kind !== "delivery") notes.steps.push({ key: "paid_away", params: draft.where });
      if (draft.mark) notes.warnings.push({ key: "marked_dropped", params: draft.where });
      return;
    }
    warnings(draft, notes);
    const { name, measure, pieces } = written(draft, sum, settings, notes);
    for (const piece of pieces) {
      lines.push({
        positionId: lines.length + 1,
        itemCode: codeFor(draft.code, draft.where.line),
        name,
        ...piece,
        measure,
        taxType: draft.rate.code,
        paymentMethod: methodCode(draft.method),
        paymentObject: subjectCode(draft, settings),
        ...(draft.mark && { nomenclature: draft.mark.nomenclature }),
        ...(draft.mark?.part && { part: draft.mark.part }),
        ...(settings.agent && draft.kind === "goods" && { byAgent: true }),
      });
    }
  });
  return lines;
}
