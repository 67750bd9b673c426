import "#testing/rehearsal.ts";
import { openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { receipts, tea } from "#testing/receipt-trial.ts";
import { crm } from "#testing/rehearsal.ts";
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
