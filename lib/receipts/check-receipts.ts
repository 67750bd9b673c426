import type { BankReceipt } from "#lib/alfabank/answer-schema.ts";
import { now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Attempt, Prisma, Receipt, Sync } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { bankOfOrder } from "#lib/syncs/open-order.ts";
import { transaction } from "#lib/transaction.ts";
import { planReceiptCheck } from "./expect-receipts.ts";
import { matchReceipts, type Told } from "./match-receipts.ts";
import { isOpenReceipt } from "./receipt-state.ts";
import { updateReceiptProblems } from "./update-receipt-problems.ts";

type Asked = Attempt & { sync: Sync };

/** Numbers that find the document at the tax service. */
const fiscalOf = ({ fnNumber, documentNumber, documentAttribute, shiftNumber, receiptNumber, ecrNumber }: BankReceipt): Prisma.InputJsonObject => ({
  ...{ fnNumber, documentNumber, documentAttribute, shiftNumber, receiptNumber, ecrNumber },
});

/** Where a receipt can be seen: web addresses only. */
const urlOf = ({ url }: BankReceipt): string | null =>
  url !== null && url.length <= 2_000 && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;

const columnsOf = ({ word, amount, receipt }: Told) => ({
  state: word.state,
  ...(amount !== null && { amount }),
  uuid: receipt.uuid,
  url: urlOf(receipt),
  fiscal: fiscalOf(receipt),
  error: word.state === "failed" ? "bank_failed" : null,
  issuedAt: receipt.at,
});

async function tellMove(tx: Tx, { paymentId, kind, amount, state }: Receipt, before: Receipt["state"] | null): Promise<void> {
  if (state === before || (state !== "delivered" && state !== "failed" && state !== "missing")) return;
  await recordEvent(tx, paymentId, `receipt_${state}`, "bank", { kind, amount: amount.toString() });
}

/** Plans the next question, or gives up on a receipt the bank has not named in a day. */
async function goOn(tx: Tx, receipt: Receipt): Promise<void> {
  if (!isOpenReceipt(receipt.state)) {
    await tx.receipt.update({ where: { id: receipt.id }, data: { nextCheckAt: null } });
    return;
  }
  await planReceiptCheck(tx, receipt);
  const { nextCheckAt } = await tx.receipt.findUniqueOrThrow({ where: { id: receipt.id } });
  if (nextCheckAt !== null || receipt.state === "failed") return;
  const missing = await tx.receipt.update({ where: { id: receipt.id }, data: { state: "missing", error: "not_made" } });
  await tellMove(tx, missing, receipt.state);
}

async function apply(attempt: Asked, answer: readonly BankReceipt[]): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    const known = await tx.receipt.findMany({ where: { attemptId: attempt.id }, orderBy: { createdAt: "asc" } });
    const { updates, news } = matchReceipts(known, answer);
    const moved = new Set<string>();
    for (const { id, told } of updates) {
      const before = known.find((receipt) => receipt.id === id);
      const after = await tx.receipt.update({ where: { id }, data: { ...columnsOf(told), checks: { increment: 1 } } });
      await tellMove(tx, after, before?.state ?? null);
      await goOn(tx, after);
      moved.add(id);
    }
    for (const { id } of known.filter((receipt) => !moved.has(receipt.id) && isOpenReceipt(receipt.state))) {
      await goOn(tx, await tx.receipt.update({ where: { id }, data: { checks: { increment: 1 } } }));
    }
    for (const told of news) {
      const data = { paymentId: attempt.paymentId, attemptId: attempt.id, kind: told.word.kind, amount: told.amount ?? 1n, ...columnsOf(told) };
      const made = await tx.receipt.create({ data });
      await tellMove(tx, made, null);
      await goOn(tx, made);
    }
    await updateReceiptProblems(tx, attempt.paymentId);
  });
}

/** The bank could not be asked: again later, by the same schedule. */
async function postpone(attempt: Asked): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    const open = await tx.receipt.findMany({ where: { attemptId: attempt.id, nextCheckAt: { not: null } } });
    for (const { id } of open) {
      await goOn(tx, await tx.receipt.update({ where: { id }, data: { checks: { increment: 1 } } }));
    }
    await updateReceiptProblems(tx, attempt.paymentId);
  });
}

/**
 * Asks the bank what became of the receipts of an order (protocols: alfabank 4.11). Safe to call twice or late.
 * @param options.force also when nothing is due
 */
export async function checkReceipts(attemptId: string, options: { force?: boolean } = {}): Promise<void> {
  const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptId }, include: { sync: true, receipts: true } });
  const due = attempt.receipts.some(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt <= now());
  if (attempt.mdOrder === null || attempt.receipts.length === 0 || !(due || options.force)) return;
  try {
    const bank = await bankOfOrder(attempt.sync, attempt);
    if (bank) await apply(attempt, await bank.receiptStatus({ orderId: attempt.mdOrder }));
    else await postpone(attempt);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    log.warn({ error, attemptId }, "the bank could not be asked about receipts");
    await postpone(attempt);
  }
}
