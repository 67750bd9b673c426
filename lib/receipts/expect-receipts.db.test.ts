import { bank, crm } from "#testing/rehearsal.ts";
import { openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { login, printed, receipts, tea } from "#testing/receipt-trial.ts";
import { answerWith, letAllSettle, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";

const zeros = { approvedAmount: 0, depositedAmount: 0, refundedAmount: 0 };

it("an old answer that comes late makes nobody expect a receipt twice", async () => {
  const shop = await openReceiptShop();
  const { uuid, mdOrder } = await payFor(shop, [tea]);
  await crm.refund({ invoice: uuid, amount: "350.00" });
  await letAllSettle();
  const before = (await receipts()).map(({ kind, amount }) => [kind, amount]);
  expect(before).toEqual([["sale", 70_000n], ["refund", 35_000n]]);
  const id = (await thePayment()).attempts[0]?.id ?? "";
  await answerWith(mdOrder, (answer) => ({ ...answer, orderStatus: 0, paymentAmountInfo: zeros }));
  await settleAttempt(id);
  await answerWith(mdOrder, (answer) => answer);
  await settleAttempt(id);
  expect(await thePayment()).toMatchObject({ captured: 70_000n, refunded: 35_000n });
  expect((await receipts()).map(({ kind, amount }) => [kind, amount])).toEqual(before);
});

const kinds = async () => (await receipts()).map(({ kind, state, amount }) => `${kind} ${state} ${String(amount)}`).sort();

/** Two refunds in the bank's cabinet, of which the hub hears only when both are made. */
async function refundTwiceInCabinet(mdOrder: string): Promise<void> {
  await bank.editMerchant(login, { callback: { lose: -1 } });
  await bank.refund(mdOrder, 10_000);
  await bank.refund(mdOrder, 20_000);
  await letAllSettle();
}

it("two refunds in the bank's cabinet that are seen at once have a receipt each", async () => {
  const { mdOrder } = await payFor(await openReceiptShop(), [tea]);
  await refundTwiceInCabinet(mdOrder);
  expect(await kinds()).toEqual(["refund expected 10000", "refund expected 20000", "sale expected 70000"]);
});

it("where the bank lists no refunds, the receipts themselves tell them apart", async () => {
  const { mdOrder } = await payFor(await openReceiptShop(), [tea]);
  await bank.editMerchant(login, { gateway: { statusVersion: 4 }, cart: { partWithoutItems: "accept" } });
  await refundTwiceInCabinet(mdOrder);
  expect(await kinds()).toEqual(["refund expected 30000", "sale expected 70000"]);
  await printed();
  expect(await kinds()).toEqual(["refund delivered 10000", "refund delivered 20000", "sale delivered 70000"]);
});

it("a captured payment that is reversed gets a refund receipt", async () => {
  const { mdOrder } = await payFor(await openReceiptShop(), [tea]);
  await printed();
  await bank.reverse(mdOrder);
  await letAllSettle();
  expect(await kinds()).toEqual(["refund expected 70000", "sale delivered 70000"]);
  await printed();
  expect(await kinds()).toEqual(["refund delivered 70000", "sale delivered 70000"]);
});

it("a hold that is released has no receipt", async () => {
  const { mdOrder } = await payFor(await openReceiptShop({ confirmation: "manual" }), [tea], {}, "waitingForCapture");
  await bank.reverse(mdOrder);
  await letAllSettle();
  expect(await receipts()).toEqual([]);
});
