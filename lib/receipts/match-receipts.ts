import type { BankReceipt } from "#lib/alfabank/answer-schema.ts";
import type { ReceiptKind, ReceiptState } from "#lib/generated/prisma/enums.ts";
import { parseRoubles } from "#lib/money.ts";
import { total } from "./decimal.ts";
import { bankWord, type BankWord } from "./receipt-state.ts";

/** A receipt as we know it. */
export interface KnownReceipt {
  id: string;
  kind: ReceiptKind;
  state: ReceiptState;
  amount: bigint;
  uuid: string | null;
}

export interface Told {
  word: BankWord;
  /** Kopecks; null when the bank does not say. */
  amount: bigint | null;
  receipt: BankReceipt;
}

export interface Matched {
  updates: { id: string; told: Told }[];
  /** Receipts nobody here expected: made in the bank's cabinet, or corrections. */
  news: Told[];
}

function tell(receipt: BankReceipt): Told[] {
  const word = bankWord(receipt.status, receipt.type);
  if (!word) return [];
  const sum = receipt.amountTotal === null ? null : parseRoubles(receipt.amountTotal);
  return [{ word, amount: sum?.ok ? sum.kopecks : null, receipt }];
}

const fits = (known: KnownReceipt, { word, amount }: Told): boolean =>
  known.kind === word.kind && (amount === null || amount === known.amount);

/**
 * Which receipt of the bank is which of ours: by its id once we know it, else by kind and sum, in order. A failed one that
 * the bank made anew under another id is replaced by that; its failed tries are no receipts of their own.
 */
export function matchReceipts(known: readonly KnownReceipt[], answer: readonly BankReceipt[]): Matched {
  const open = answer.flatMap(tell);
  const updates: Matched["updates"] = [];
  // Of a receipt that the bank made anew the tries before stay listed.
  const isEarlierTry = (told: Told): boolean => told.word.state === "failed" && known.some((receipt) => fits(receipt, told));
  const take = (receipt: KnownReceipt, told: Told | undefined): boolean => {
    if (!told) return false;
    open.splice(open.indexOf(told), 1);
    updates.push({ id: receipt.id, told });
    return true;
  };
  const unnamed = known.filter((receipt) => {
    const named = receipt.uuid !== null && open.find(({ receipt: { uuid } }) => uuid === receipt.uuid);
    return !(named && take(receipt, named)) && receipt.uuid === null;
  });
  // One that was given up steps back behind those that are still awaited.
  const awaited = unnamed.toSorted((a, b) => Number(a.state === "missing") - Number(b.state === "missing"));
  const unmet = awaited.filter((receipt) => !take(receipt, open.find((told) => fits(receipt, told))));
  // Refunds that were seen as one have a receipt each: the first of them takes the place, the others are news.
  for (const receipt of unmet) {
    const parts = open.filter((told) => told.word.kind === receipt.kind && !isEarlierTry(told));
    if (total(parts.map(({ amount }) => amount ?? 0n)) === receipt.amount) take(receipt, parts[0]);
  }
  for (const update of updates) {
    if (update.told.word.state !== "failed") continue;
    const receipt = known.find(({ id }) => id === update.id);
    const again = receipt && open.find((told) => told.word.state !== "failed" && told.amount !== null && fits(receipt, told));
    if (!again) continue;
    open.splice(open.indexOf(again), 1);
    update.told = again;
  }
  const news = open.filter((told) => told.amount !== null && told.amount > 0n && told.receipt.uuid !== null && !isEarlierTry(told));
  return { updates, news };
}
