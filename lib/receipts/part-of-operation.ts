import type { JsonObject } from "#lib/alfabank/bank-client.ts";
import { wallClock } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt, Operation } from "#lib/generated/prisma/client.ts";
import type { Cart, CartLine } from "./cart.ts";
import { type DoneWrite, linesLeft } from "./lines-left.ts";
import { nearestSums } from "./nearest-sums.ts";
import { bundleItem } from "./order-bundle.ts";
import { planPart } from "./plan-part.ts";
import { readCart } from "./stored-cart.ts";
import { nearestText, readPart, type StoredPart } from "./stored-part.ts";
import { rateOfCode, validityOn } from "./vat-table.ts";

/** Captures and refunds of an order that were carried out, oldest first. */
async function doneWrites(tx: Tx, attemptId: string): Promise<DoneWrite[]> {
  const operations = await tx.operation.findMany({
    where: { attemptId, kind: { in: ["deposit", "refund"] }, state: "succeeded" },
    orderBy: { createdAt: "asc" },
    select: { kind: true, receipt: true },
  });
  return operations.map(({ kind, receipt }) => ({
    kind: kind === "deposit" ? "deposit" : "refund",
    lines: readPart(receipt)?.lines ?? null,
  }));
}

/** Lines that were captured and not given back; null when the bank's books differ from ours. */
export const currentLines = async (tx: Tx, attempt: Attempt, cart: Cart): Promise<CartLine[] | null> =>
  linesLeft(cart, await doneWrites(tx, attempt.id), attempt.deposited);

/**
 * The lines that go along with a capture or refund; null when the order has no receipt. Call it under the payment's lock.
 * @param amount kopecks; null for all there is
 */
export async function partOfOperation(
  tx: Tx,
  attempt: Attempt,
  kind: "deposit" | "refund",
  amount: bigint | null,
): Promise<StoredPart | null> {
  const cart = readCart(attempt.cart);
  if (!cart) return null;
  const all = kind === "deposit" ? attempt.held : attempt.deposited;
  const wanted = amount ?? all;
  const partial = wanted < all;
  const left = linesLeft(cart, await doneWrites(tx, attempt.id), all);
  const part = left && wanted > 0n && wanted <= all ? planPart(left, wanted) : null;
  if (!left || !part) return { lines: null, partial, steps: [], nearest: null };
  const nearest = part.soldPrices ? null : nearestText(nearestSums(left, wanted));
  return { lines: part.lines, partial, steps: part.steps, nearest };
}

/** Rates that are no longer valid need the bank's leave: a return keeps the rate of the sale (protocols: alfabank 7.2). */
function needsLegacyVat(cart: Cart, at: Date): boolean {
  const day = wallClock(at, "Europe/Moscow").slice(0, 10);
  return cart.lines.some(({ taxType }) => validityOn(rateOfCode(taxType), day) === "ended");
}

export interface ReceiptFields {
  items?: readonly JsonObject[];
  additionalOfdParams?: JsonObject;
}

type Stored = { operation: Pick<Operation, "kind" | "receipt">; attempt: Pick<Attempt, "cart"> };

/** What `deposit.do` and `refund.do` are told about the receipt (protocols: alfabank 4.5, 4.7, 7.4); nothing without one. */
export function receiptFields({ operation, attempt }: Stored, at: Date): ReceiptFields {
  const cart = readCart(attempt.cart);
  if (!cart) return {};
  const lines = readPart(operation.receipt)?.lines;
  return {
    ...(lines && { items: lines.map((line) => bundleItem(line, cart)) }),
    ...(operation.kind === "refund" && needsLegacyVat(cart, at) && { additionalOfdParams: { use_legacy_vat: true } }),
  };
}

/** Codes under which the bank refuses a cart (protocols: alfabank 7.3). */
const cartCodes: ReadonlySet<string> = new Set(["4", "5"]);

/** Was it perhaps the part's price that the bank refused? */
export const isPartDoubtful = ({ receipt }: Pick<Operation, "receipt">, code: string): boolean =>
  cartCodes.has(code) && (readPart(receipt)?.nearest ?? null) !== null;

/** A part at another price was refused: says which sums need none. */
export function assertPartTaken(operation: Pick<Operation, "receipt">, code: string, message: string | null): void {
  const nearest = readPart(operation.receipt)?.nearest;
  if (!nearest || !cartCodes.has(code)) return;
  const { lower, upper } = nearest;
  const params = { message: message ?? code, upper };
  if (lower === null) throw new AppError("conflict", { reason: "receipt_part_refused_low", params });
  throw new AppError("conflict", { reason: "receipt_part_refused", params: { ...params, lower } });
}
