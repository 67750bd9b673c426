import { bank, crm, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { asked, letAllSettle, letLinkAge, MERCHANT, opened, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";

it("C-16 another sum for the same invoice: the old order dies, the link stays, the new sum is paid", async () => {
  const { uuid, link, mdOrder } = await opened("1000.00");
  const again = await crm.resendInvoice({ invoice: uuid, amount: "1200.00" });
  expect(again).toMatchObject({ ok: true, link });
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
  const { mdOrder: fresh } = await openAsPayer(link);
  expect(await bank.order(fresh)).toMatchObject({ status: 0, amount: 120_000 });
  await bank.payAsPayer(fresh);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1200.00" });
});

it("after it was paid another sum is refused, and nothing changes", async () => {
  const { uuid } = await paid("1000.00");
  await bank.clearRequests();
  expect((await crm.resendInvoice({ invoice: uuid, amount: "1200.00" })).message).toContain("оплачен");
  expect(await thePayment()).toMatchObject({ amount: 100_000n, captured: 100_000n, status: "succeeded" });
  expect(await bank.requests()).toEqual([]);
});

it("paid, but not yet told: the bank's refusal to end the order brings it to light", async () => {
  const { uuid, mdOrder } = await opened("1000.00");
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  expect((await crm.resendInvoice({ invoice: uuid, amount: "1200.00" })).ok).toBe(false);
  expect(await thePayment()).toMatchObject({ amount: 100_000n, captured: 100_000n, status: "succeeded" });
});

it("while the payer is at his bank's page another sum comes too late, and his payment counts", async () => {
  const { uuid, mdOrder } = await opened("1000.00");
  await bank.editMerchant(MERCHANT, { session: { declineDuring3ds: false } });
  await bank.payAsPayer(mdOrder, { pan: "5555555555555599", result: "leave" });
  expect((await crm.resendInvoice({ invoice: uuid, amount: "1200.00" })).message).toContain("Сумму уже нельзя изменить");
  await bank.payAsPayer(mdOrder, { result: "success" });
  await letAllSettle();
  expect(await thePayment()).toMatchObject({ amount: 100_000n, captured: 100_000n, status: "succeeded" });
});

it("where orders cannot be ended the old sum stays payable, so the new one is refused", async () => {
  const { uuid, link, mdOrder } = await opened("1000.00");
  await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
  expect((await crm.resendInvoice({ invoice: uuid, amount: "1200.00" })).ok).toBe(false);
  expect((await openAsPayer(link)).mdOrder).toBe(mdOrder);
});

it("a payer who opens the link at that very moment never gets a form with the old sum that stays payable", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop, "1000.00");
  await openAsPayer(link);
  await letLinkAge(600);
  // The order is being ended slowly; meanwhile the payer opens the link and a fresh one would be made for the old sum.
  await bank.addFault({ method: "decline", kind: "latency", latencyMs: 400, effect: true });
  await bank.addFault({ method: "register", kind: "latency", latencyMs: 800, effect: true });
  const before = await asked("decline");
  const changing = crm.resendInvoice({ invoice: uuid, amount: "1200.00" });
  await until(async () => (await asked("decline")) > before, "the order being ended");
  const payer = await openAsPayer(link);
  const changed = await changing;
  const payable = (await bank.orders()).filter(({ status }) => status === 0);
  const { amount } = await thePayment();
  for (const order of payable) expect(BigInt(order.amount)).toBe(amount);
  expect(amount).toBe(changed.ok ? 120_000n : 100_000n);
  if (payer.mdOrder !== "") expect(BigInt((await bank.order(payer.mdOrder)).amount)).toBe(amount);
});

it("the registration of the old sum is under way: the new sum waits for it and replaces it", async () => {
  const shop = await openShop();
  await bank.addFault({ method: "register", kind: "latency", latencyMs: 400, effect: true });
  const order = crm.createOrder({ items: [{ name: "Чай", price: "1000.00" }] });
  const first = crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  await until(async () => (await asked("register")) === 1, "the first registration");
  const { uuid } = crm.listInvoices().at(-1) ?? { uuid: "" };
  const changed = await crm.resendInvoice({ invoice: uuid, amount: "1200.00" });
  await first;
  const { amount } = await thePayment();
  const payable = (await bank.orders()).filter(({ status }) => status === 0);
  for (const { amount: sum } of payable) expect(BigInt(sum)).toBe(amount);
  expect(amount).toBe(changed.ok ? 120_000n : 100_000n);
});
