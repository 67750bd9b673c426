import { crm, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { issueFor, openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { reader, tea } from "#testing/receipt-trial.ts";
import { letAllSettle, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { dropOldTraces } from "./drop-old-traces.ts";
import { forgetBuyers } from "./forget-buyers.ts";

const DAYS = 180;
const personal = /anna@example\.ru|9000000000|Анна/;

const age = (days: number) => db.$executeRaw`UPDATE "Payment" SET "createdAt" = "createdAt" - make_interval(days => ${days})`;
const noMoreQuestions = () => db.attempt.updateMany({ data: { nextCheckAt: null, closeCheckAt: null } });

/** Everything that is stored about payments, as a dump would show it. */
const stored = async () => {
  const rows = await db.$queryRaw<{ row: string }[]>`
    SELECT row_to_json(p)::text AS row FROM "Payment" p UNION ALL SELECT row_to_json(a)::text FROM "Attempt" a
    UNION ALL SELECT row_to_json(o)::text FROM "Operation" o UNION ALL SELECT row_to_json(e)::text FROM "PaymentEvent" e
    UNION ALL SELECT row_to_json(r)::text FROM "Receipt" r UNION ALL SELECT row_to_json(d)::text FROM "Delivery" d`;
  return rows.map(({ row }) => row).join("\n");
};

it("takes the buyer out of payments that were over long ago, and nothing else; they can still be given back and read", async () => {
  const shop = await openReceiptShop();
  const { uuid } = await payFor(shop, [tea]);
  await letAllSettle();
  await noMoreQuestions();
  expect(await stored()).toMatch(personal);
  const { amount, captured } = await thePayment();
  await age(DAYS - 1);
  expect(await forgetBuyers(DAYS)).toBe(0);
  await age(2);
  expect([await forgetBuyers(DAYS), await forgetBuyers(DAYS)]).toEqual([1, 0]);
  expect(await stored()).not.toMatch(personal);
  expect(await thePayment()).toMatchObject({ amount, captured, forgottenAt: expect.any(Date) as Date });
  expect((await crm.refund({ invoice: uuid, amount: "350.00" })).ok).toBe(true);
  const { get } = await reader(shop.connectionId, "viewer");
  expect((await get()).receipt).toMatchObject({ amount: "700.00", buyer: {}, lines: [{ name: "Чай чёрный" }] });
});

it("keeps the buyer of a link that can still be paid, and of a prepayment that is still to be settled", async () => {
  const shop = await openReceiptShop();
  await issueFor(shop, [tea]);
  await age(DAYS + 1);
  expect(await forgetBuyers(DAYS)).toBe(0);
  const { uuid, link } = await issueFor(shop, [tea]);
  await openAsPayer(link);
  await crm.cancel({ invoice: uuid });
  await age(DAYS + 1);
  await noMoreQuestions();
  await db.attempt.updateMany({ data: { closeCheckAt: new Date() } });
  expect(await forgetBuyers(DAYS)).toBe(0);
  await noMoreQuestions();
  expect(await forgetBuyers(DAYS)).toBe(1);
});

it("drops old notifications that were worked off, and counters that ran out", async () => {
  await issue(await openShop());
  const old = new Date(Date.now() - (DAYS + 1) * 86_400_000);
  const made = { method: "GET", signature: "absent", payload: {} };
  await db.notification.createMany({
    data: [
      { ...made, receivedAt: old, processedAt: old },
      { ...made, receivedAt: old },
      { ...made, processedAt: new Date() },
    ],
  });
  await db.rateLimit.createMany({ data: [{ key: "long-ago", expire: BigInt(old.getTime()) }, { key: "now", expire: BigInt(Date.now() + 60_000) }] });
  await dropOldTraces(DAYS);
  expect(await db.notification.count()).toBe(2);
  expect((await db.rateLimit.findMany({ where: { key: { in: ["long-ago", "now"] } } })).map(({ key }) => key)).toEqual(["now"]);
});
