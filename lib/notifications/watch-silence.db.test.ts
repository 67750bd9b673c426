import { bank, invoiceWith, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { letLinkAge, MERCHANT, openProblems } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";
import { watchSilence } from "./watch-silence.ts";

/** A payment that is found by asking, so long ago that its notification should have come. */
async function payUnheard(shop: Awaited<ReturnType<typeof openShop>>, minutesAgo: number): Promise<void> {
  const { uuid, link } = await issue(shop, "100.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await bank.settle();
  const { id } = await db.attempt.findFirstOrThrow({ where: { mdOrder } });
  await settleAttempt(id);
  await invoiceWith(uuid, "succeeded");
  await db.attempt.update({ where: { id }, data: { paidAt: new Date(Date.now() - minutesAgo * 60_000) } });
  await letLinkAge(minutesAgo * 60, uuid);
}

const lose = (times: number) => bank.editMerchant(MERCHANT, { callback: { lose: times } });

it("C-44 says so when payments are found only by asking, and takes it back when a notification has come", async () => {
  const shop = await openShop();
  await lose(-1);
  await payUnheard(shop, 30);
  await watchSilence();
  expect(await openProblems()).toEqual([]); // one may be lost on the way
  await payUnheard(shop, 20);
  await watchSilence();
  await watchSilence();
  const { syncId, connectionId, count } = await db.problem.findFirstOrThrow({ where: { kind: "webhook_silent", clearedAt: null } });
  expect({ syncId, connectionId, count }).toEqual({ syncId: (await db.sync.findFirstOrThrow()).id, connectionId: (await db.connection.findFirstOrThrow()).id, count: 1 });
  await lose(0);
  await payUnheard(shop, 15);
  await watchSilence();
  expect(await openProblems()).toEqual([]);
});

it("waits for notifications that may still come, and forgets what was long ago", async () => {
  const shop = await openShop();
  await lose(-1);
  await payUnheard(shop, 5);
  await payUnheard(shop, 4);
  await payUnheard(shop, 9 * 24 * 60);
  await watchSilence();
  expect(await openProblems()).toEqual([]);
});
