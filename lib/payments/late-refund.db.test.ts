import { bank, crm, invoiceWith } from "#testing/rehearsal.ts";
import { answerWith, asked, letAllSettle, letWritesRest, MERCHANT, openProblems, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { whileBankIsAway } from "#testing/bank-away.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** The bank gives money back, and its answers know of it only later: nothing may go back twice. */

/** From now on the bank tells of the order what it tells now. */
const freeze = (mdOrder: string) => answerWith(mdOrder, (answer) => answer);
const thaw = () => bank.clearFaults("getOrderStatusExtended");

const settle = async () => {
  const [attempt] = (await thePayment()).attempts;
  await settleAttempt(attempt?.id ?? "");
};

const refundsInCrm = (uuid: string) => crm.getInvoice({ invoice: uuid }).refunds.map(({ status, amount }) => [status, amount]);

/** A refund of 300 is made without an answer, the bank does not show it, and it is taken for undone. */
async function takenForUndone() {
  const made = await paid();
  await freeze(made.mdOrder);
  await bank.addFault({ method: "refund", kind: "answerLost" });
  await crm.refund({ invoice: made.uuid, amount: "300.00" });
  await letWritesRest();
  await settle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }]);
  expect((await bank.order(made.mdOrder)).refunded).toBe(30_000);
  return made;
}

describe("a refund that was taken for undone, and was made", () => {
  it("is found when somebody asks for it again: that wish is met", async () => {
    const { uuid, mdOrder } = await takenForUndone();
    await thaw();
    expect(await crm.refund({ invoice: uuid, amount: "300.00" })).toMatchObject({ ok: true });
    expect((await bank.order(mdOrder)).refunded).toBe(30_000);
    expect(await asked("refund")).toBe(1);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "300.00" });
    expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded", origin: "crm" }]);
  });

  it("is found by the hub itself, and RetailCRM hears of it", async () => {
    const { uuid } = await takenForUndone();
    expect(await openProblems()).toContain("not_refunded");
    const { nextCheckAt } = (await thePayment()).attempts[0] ?? {};
    expect(nextCheckAt).not.toBeNull();
    await thaw();
    await letAllSettle();
    expect(refundsInCrm(uuid)).toEqual([["succeeded", "300.00"]]);
    // Nobody reads beside it that it was not made.
    expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded", comment: null }]);
    expect(await openProblems()).not.toContain("not_refunded");
    expect(await asked("refund")).toBe(1);
  });

  it("is not made anew while the bank cannot be asked", async () => {
    const { uuid } = await takenForUndone();
    const again = await whileBankIsAway(() => crm.refund({ invoice: uuid, amount: "300.00" }));
    expect(again).toMatchObject({ ok: false, message: expect.stringContaining("Проверяем") as string });
    expect(await asked("refund")).toBe(1);
  });

  it("in the bank's words a system error: is found, too", async () => {
    const { uuid, mdOrder } = await paid();
    await freeze(mdOrder);
    await bank.addFault({ method: "refund", kind: "systemError", effect: true });
    expect(await crm.refund({ invoice: uuid, amount: "300.00" })).toMatchObject({ ok: false });
    await thaw();
    expect(await crm.refund({ invoice: uuid, amount: "300.00" })).toMatchObject({ ok: true });
    expect((await bank.order(mdOrder)).refunded).toBe(30_000);
  });
});

it("an installation that gives no sums: a refund whose answer was lost is told as made, and only if it was", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.editMerchant(MERCHANT, { gateway: { statusVersion: 1 } });
  await bank.addFault({ method: "refund", kind: "requestDropped" });
  await crm.refund({ invoice: uuid, amount: "200.00" });
  await letAllSettle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }]);
  await bank.addFault({ method: "refund", kind: "answerLost" });
  await crm.refund({ invoice: uuid, amount: "300.00" });
  await letAllSettle();
  expect((await bank.order(mdOrder)).refunded).toBe(30_000);
  expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }, { status: "succeeded", amount: 30_000n }]);
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "300.00" });
});

it("an installation that gives no sums: of a second refund without an answer nobody can tell, and a person is told so", async () => {
  const { uuid, mdOrder } = await paid();
  await bank.editMerchant(MERCHANT, { gateway: { statusVersion: 1 } });
  await crm.refund({ invoice: uuid, amount: "200.00" });
  await bank.addFault({ method: "refund", kind: "answerLost" });
  await crm.refund({ invoice: uuid, amount: "300.00" });
  for (let times = 0; times < 4; times++) await letWritesRest(); // twelve minutes
  await settle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded" }, { status: "pending" }]);
  expect(await openProblems()).toEqual(["outcome_unclear"]);
  expect(await crm.refund({ invoice: uuid, amount: "100.00" })).toMatchObject({ ok: false });
  expect(await asked("refund")).toBe(2);
  await bank.editMerchant(MERCHANT, { gateway: { statusVersion: 46 } });
  await settle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded" }, { status: "succeeded" }]);
  expect(await openProblems()).toEqual([]);
  expect((await bank.order(mdOrder)).refunded).toBe(50_000);
});

it("beside a refund that the bank has confirmed and does not show yet, no other one is sent", async () => {
  const { uuid, mdOrder } = await paid();
  await freeze(mdOrder);
  expect(await crm.refund({ invoice: uuid, amount: "300.00" })).toMatchObject({ ok: true });
  expect(await crm.refund({ invoice: uuid, amount: "200.00" })).toMatchObject({ ok: false });
  expect(await asked("refund")).toBe(1);
  await thaw();
  await letAllSettle();
  expect(await crm.refund({ invoice: uuid, amount: "200.00" })).toMatchObject({ ok: true });
  expect((await bank.order(mdOrder)).refunded).toBe(50_000);
  await invoiceWith(uuid, "succeeded");
});

it("an instance whose clock is far ahead takes a refund for undone while it is being made: its own answer counts", async () => {
  const { uuid, mdOrder } = await paid();
  await freeze(mdOrder);
  await bank.addFault({ method: "refund", kind: "latency", latencyMs: 2_000, effect: true });
  const refunding = crm.refund({ invoice: uuid, amount: "300.00" });
  await expect.poll(async () => (await thePayment()).operations.at(-1)?.kind).toBe("refund");
  await db.$executeRaw`UPDATE "Operation" SET "sentAt" = "sentAt" - interval '10 minutes' WHERE kind = 'refund'`;
  await settle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "canceled" }]);
  await refunding;
  await thaw();
  await letAllSettle();
  expect((await thePayment()).refunds).toMatchObject([{ status: "succeeded" }]);
  expect(refundsInCrm(uuid)).toEqual([["succeeded", "300.00"]]);
});

it("a refund in the bank's cabinet that is announced before the bank shows it is asked about again", async () => {
  const { uuid, mdOrder } = await paid();
  expect((await thePayment()).attempts[0]).toMatchObject({ nextCheckAt: null });
  await freeze(mdOrder);
  await bank.refund(mdOrder, 30_000);
  await expect.poll(async () => (await thePayment()).attempts[0]?.nextCheckAt).not.toBeNull();
  await thaw();
  await settle();
  await expect.poll(() => crm.getInvoice({ invoice: uuid }).refundedAmount).toBe("300.00");
});
