import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";

it("one stage: issued, opened, paid, told to the CRM once", async () => {
  const shop = await openShop();
  const { issued, uuid, link } = await issue(shop);
  expect(issued.message).toBeNull();
  const { status, mdOrder } = await openAsPayer(link);
  expect(status).toBe(302);
  await bank.payAsPayer(mdOrder);
  const invoice = await invoiceWith(uuid, "succeeded");
  expect(invoice).toMatchObject({ amount: "1999.90", refundable: true, cancellable: false });
  const payment = await db.payment.findFirstOrThrow({ include: { attempts: true, events: true } });
  expect(payment).toMatchObject({ status: "succeeded", captured: 199990n, refunded: 0n });
  expect(payment.attempts).toHaveLength(1);
  expect((await bank.requests({ method: "register" })).length).toBe(1);
});

it("two stages: hold, approve less, refund part, refund the rest", async () => {
  const shop = await openShop({ confirmation: "manual" });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  const held = await invoiceWith(uuid, "waitingForCapture");
  expect(held.expiredAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(await crm.approve({ invoice: uuid, amount: "700.00" })).toMatchObject({ ok: true });
  expect((await invoiceWith(uuid, "succeeded")).amount).toBe("700.00");
  expect(await crm.refund({ invoice: uuid, amount: "300.00" })).toMatchObject({ ok: true });
  await until(() => crm.getInvoice({ invoice: uuid }).refundedAmount === "300.00", "first refund in the CRM");
  expect(await crm.refund({ invoice: uuid })).toMatchObject({ ok: true });
  const refunded = await invoiceWith(uuid, "refundSucceeded");
  expect(refunded.refunds.map(({ amount, status }) => [amount, status])).toEqual([
    ["300.00", "succeeded"],
    ["400.00", "succeeded"],
  ]);
  expect(await bank.order(mdOrder)).toMatchObject({ status: 4, deposited: 0, refunded: 70_000 });
});
