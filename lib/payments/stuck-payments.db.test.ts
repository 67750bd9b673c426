import { bank, crm, until } from "#testing/rehearsal.ts";
import { opened, thePayment } from "#testing/rehearsed-payment.ts";
import { afterEach, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { boss } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { sweep } from "#lib/sweep.ts";
import { startQueue, startWorker, stopWorker } from "#lib/worker.ts";
import { settleAttempt } from "./settle-attempt.ts";
import { clearUnstuck } from "./stuck-payments.ts";

/** What is left of a job that no repetition helps: a word to people, and the work itself, still due. */

const problems = () => db.problem.findMany({ where: { kind: "payment_stuck", clearedAt: null }, select: { subject: true, count: true, detail: true } });

/** As a fault of ours would: nothing about the payment can be written down. */
const poison = async (table: "Attempt" | "Payment"): Promise<void> => {
  await db.$executeRaw`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a fault of ours'; END $$`;
  await db.$executeRawUnsafe(`CREATE TRIGGER poison BEFORE UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION poison()`);
};
const cure = () => db.$executeRaw`DROP FUNCTION IF EXISTS poison() CASCADE`;

/** The worker of one test is at no work of the next. */
afterEach(async () => {
  await cure();
  await stopWorker();
  await startQueue();
});

it("R9 a job that fails for good is told of, its work stays due, and once it goes through nobody is bothered any more", async () => {
  const { uuid, mdOrder } = await opened();
  const { id: attemptId } = await db.attempt.findFirstOrThrow();
  await startWorker();
  await poison("Attempt");
  await db.$executeRaw`ALTER TABLE "Attempt" DISABLE TRIGGER poison`;
  await bank.editMerchant((await db.sync.findFirstOrThrow()).login, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  await db.attempt.update({ where: { id: attemptId }, data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await db.$executeRaw`ALTER TABLE "Attempt" ENABLE TRIGGER poison`;
  await boss().send(queues.settle, { attemptId }, { retryLimit: 0 });
  const [problem] = await until(async () => ((await problems()).length > 0 ? problems() : undefined), "a word to people");
  expect(problem).toMatchObject({ subject: (await thePayment()).id, detail: { orderNumber: (await thePayment()).orderNumber } });

  await db.$executeRaw`UPDATE "Problem" SET "lastSeenAt" = now() - interval '9 minutes'`;
  await cure();
  await sweep();
  await until(() => crm.getInvoice({ invoice: uuid }).status === "succeeded", "the payment in RetailCRM");
  expect(await problems()).toHaveLength(1);
  await db.$executeRaw`UPDATE "Problem" SET "lastSeenAt" = now() - interval '11 minutes'`;
  await sweep();
  expect(await problems()).toEqual([]);
});

it("answers of the bank that cannot be written down are told of from the third on, until one can be", async () => {
  const { uuid, mdOrder } = await opened();
  const { id: attemptId } = await db.attempt.findFirstOrThrow();
  await bank.editMerchant((await db.sync.findFirstOrThrow()).login, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  await poison("Payment");
  for (const told of [0, 0, 1, 1]) {
    await expect(settleAttempt(attemptId)).rejects.toThrow("a fault of ours");
    expect(await problems()).toHaveLength(told);
  }
  await db.$executeRaw`UPDATE "Problem" SET "lastSeenAt" = now() - interval '2 hours'`;
  await clearUnstuck();
  expect(await problems()).toHaveLength(1);
  await cure();
  await settleAttempt(attemptId);
  await until(() => crm.getInvoice({ invoice: uuid }).status === "succeeded", "the payment in RetailCRM");
  await clearUnstuck();
  expect(await problems()).toEqual([]);
});

it("a bank that does not answer is no fault of ours", async () => {
  await opened();
  const { id: attemptId } = await db.attempt.findFirstOrThrow();
  await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
  for (let turn = 0; turn < 5; turn++) await expect(settleAttempt(attemptId)).rejects.toThrow();
  expect(await problems()).toEqual([]);
});

it("jobs that lead to no payment leave no problem", async () => {
  await startWorker();
  const nowhere = "00000000-0000-4000-8000-000000000000";
  for (const payload of [{}, { attemptId: nowhere }, { paymentId: nowhere }, { notificationId: "1" }, { runId: nowhere }]) await boss().send(queues.dead, payload);
  await until(async () => (await boss().findJobs(queues.dead, {})).filter(({ state }) => state === "completed").length >= 5, "work done");
  expect(await problems()).toEqual([]);
});
