import { crm, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { issueFor, lastSent, openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { reader, tea } from "#testing/receipt-trial.ts";
import { letAllSettle, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { mergeFiscal } from "#lib/receipts/fiscal-schema.ts";
import { dropOldTraces } from "./drop-old-traces.ts";
import { forgetBuyers } from "./forget-buyers.ts";

const DAYS = 180;
const personal = /anna@example\.ru|9000000000|Анна/;

const age = (days: number) => db.$executeRaw`UPDATE "Payment" SET "createdAt" = "createdAt" - make_interval(days => ${days})`;
const noMoreQuestions = () => db.attempt.updateMany({ data: { nextCheckAt: null } });

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

it("a prepayment settled by hand after that goes to the shop's own address, and to nobody where there is none", async () => {
  const shop = await openReceiptShop();
  await payFor(shop, [tea]);
  await letAllSettle();
  await noMoreQuestions();
  await age(DAYS + 1);
  expect(await forgetBuyers(DAYS)).toBe(1);
  const { close } = await reader(shop.connectionId);
  const refused = await close();
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining("запасную почту") as unknown } });
  expect(await db.receipt.count({ where: { kind: "close" } })).toBe(0);
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, fallbackEmail: "till@shop.example" }) } });
  expect((await close()).status).toBe(200);
  expect(await lastSent("closeOfdReceipt", "orderBundle")).toMatchObject({ customerDetails: { email: "till@shop.example" } });
});

it("keeps the buyer of a link that can still be paid, and of a prepayment that is still to be settled", async () => {
  const shop = await openReceiptShop();
  await issueFor(shop, [tea]);
  await age(DAYS + 1);
  expect(await forgetBuyers(DAYS)).toBe(0);
  expect(await stored()).toMatch(personal);
  const { uuid, link } = await issueFor(shop, [tea]);
  await openAsPayer(link);
  await crm.cancel({ invoice: uuid });
  await age(DAYS + 1);
  await noMoreQuestions();
  await db.attempt.updateMany({ data: { closeCheckAt: new Date() } });
  await db.sync.updateMany({ data: { fiscal: mergeFiscal({}, { enabled: true, closeOn: ["complete"] }) } });
  expect(await forgetBuyers(DAYS)).toBe(0);
  await db.attempt.updateMany({ data: { closeCheckAt: null } });
  expect(await forgetBuyers(DAYS)).toBe(1);
});

it("a contact that could not be used is not kept in the notes either, and a payment without a receipt is no obstacle", async () => {
  const shop = await openReceiptShop({ fiscal: { fallbackEmail: "till@shop.example" } });
  await payFor(shop, [tea], { customer: { firstName: "Анна", email: "anna@example.ru@", phone: "900000000" } });
  await letAllSettle();
  await db.sync.updateMany({ data: { fiscal: {} } });
  await payFor(shop, [tea]);
  await letAllSettle();
  await noMoreQuestions();
  await age(DAYS + 1);
  expect(await stored()).toContain("anna@example.ru@");
  const steps = async () => (await db.attempt.findFirstOrThrow({ orderBy: { createdAt: "asc" } })).cart as { steps: { key: string }[] };
  const before = (await steps()).steps.map(({ key }) => key);
  expect(await forgetBuyers(DAYS)).toBe(2);
  expect(await stored()).not.toMatch(personal);
  expect(before).toContain("email_dropped");
  expect((await steps()).steps.map(({ key }) => key)).toEqual(before.filter((key) => !["email_dropped", "phone_dropped"].includes(key)));
});

it("forgets more than one batch", async () => {
  const shop = await openShop();
  await issue(shop);
  const { id: _, invoiceUuid: _uuid, slug: _slug, attempts: _a, refunds: _r, operations: _o, deliveries: _d, ...row } = await thePayment();
  const many = Array.from({ length: 450 }, (_none, index) => ({ ...row, source: { items: [], customer: { email: "anna@example.ru" } }, invoiceUuid: newUuid(), slug: `slug${String(index).padStart(6, "0")}`, status: "canceled" as const }));
  await db.payment.createMany({ data: many });
  await age(DAYS + 1);
  expect(await forgetBuyers(DAYS)).toBe(450);
  expect(await stored()).not.toMatch(personal);
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
  await dropOldTraces(1);
  await db.notification.create({ data: { ...made, receivedAt: new Date(Date.now() - 8 * 86_400_000), processedAt: new Date() } });
  await dropOldTraces(1);
  expect(await db.notification.count()).toBe(3);
  expect((await db.rateLimit.findMany({ where: { key: { in: ["long-ago", "now"] } } })).map(({ key }) => key)).toEqual(["now"]);
});
