import { bank, crm, invoiceWith } from "#testing/rehearsal.ts";
import { answerWith, MERCHANT, opened, openProblems, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";

it("an order of another sum that ends without money is no longer in doubt: its cancel is concluded", async () => {
  const { uuid, mdOrder } = await opened();
  await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
  await answerWith(mdOrder, (answer) => ({ ...answer, amount: 103_000 }));
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(false);
  expect(await thePayment()).toMatchObject({ status: "pending" });
  expect(await openProblems()).toContain("amounts_differ");
  await bank.expire(mdOrder);
  await answerWith(mdOrder, (answer) => ({ ...answer, amount: 103_000 }));
  await db.attempt.updateMany({ data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await sweep();
  await invoiceWith(uuid, "canceled");
  expect(await openProblems()).not.toContain("amounts_differ");
});
