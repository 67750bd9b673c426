import { bank, invoiceWith, until } from "#testing/rehearsal.ts";
import { asked, MERCHANT, paid } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { addSeconds } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";

const theAttempt = () => db.attempt.findFirstOrThrow();

/** The first refund's question has seen the bank, and its answer is slow; meanwhile the second refund is notified of. */
it("R6 two refunds in the bank's cabinet at once: the second is asked about within a minute, though the order is over", async () => {
  const { mdOrder } = await paid();
  await db.attempt.updateMany({ data: { hintAskedAt: null } });
  await bank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 4_000, effect: true, merchant: MERCHANT });
  await bank.clearRequests();
  const before = new Date();
  await bank.refund(mdOrder, 30_000);
  await until(async () => (await asked("getOrderStatusExtended")) > 0, "the question about the first");
  await bank.refund(mdOrder, 20_000);
  await bank.settle();
  await drainBackground();
  const attempt = await theAttempt();
  expect((await db.notification.findMany({ where: { operation: "refunded" }, orderBy: { id: "asc" } })).map(({ verdict }) => verdict)).toEqual(["asked", "postponed"]);
  expect(attempt.refunded).toBe(30_000n);
  expect(attempt.final).toBe(true);
  expect(attempt.nextCheckAt?.getTime()).toBeGreaterThan(before.getTime());
  expect(attempt.nextCheckAt?.getTime()).toBeLessThanOrEqual(addSeconds(new Date(), 61).getTime());
  await settleAttempt(attempt.id);
  expect(await theAttempt()).toMatchObject({ refunded: 50_000n, nextCheckAt: null });
});

it("the bank cannot be asked about an order that is over: it is asked again until it answers", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.refund(mdOrder);
  await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1, merchant: MERCHANT });
  const { id } = await theAttempt();
  const before = new Date();
  await expect(settleAttempt(id, { timeoutMs: 500 })).rejects.toThrow(ProviderError);
  const { nextCheckAt } = await theAttempt();
  expect(nextCheckAt?.getTime()).toBeGreaterThan(before.getTime());
  expect(nextCheckAt?.getTime()).toBeLessThan(addSeconds(new Date(), 310).getTime());
  await bank.clearFaults();
  await settleAttempt(id);
  await invoiceWith(uuid, "refundSucceeded");
  expect((await theAttempt()).nextCheckAt).toBeNull();
});
