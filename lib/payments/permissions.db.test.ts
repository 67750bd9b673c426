import { bank, crm, invoiceWith, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";

const open = (kind: string) => db.problem.count({ where: { kind, clearedAt: null } });
const count = async (method: string) => (await bank.requests({ method })).length;

async function aged(link: string) {
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '5 minutes'`;
  await db.payment.updateMany({ data: { firstOpenedAt: new Date(Date.now() - 300_000) } });
  return openAsPayer(link);
}

it("without permission to end orders the same form serves till its end, the bank is not asked for it again, and the merchant is told", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { permissions: { decline: false } });
  const { link } = await issue(shop);
  const first = await openAsPayer(link);
  expect((await aged(link)).mdOrder).toBe(first.mdOrder);
  expect((await aged(link)).mdOrder).toBe(first.mdOrder);
  expect(await count("decline")).toBe(1);
  expect(await count("register")).toBe(1);
  expect(await open("no_permission_decline")).toBe(1);
});

it("a permission that was given since is noticed when the operation works", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { permissions: { refund: false } });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  expect((await crm.refund({ invoice: uuid })).message).toContain("Доступ запрещён");
  expect(await open("no_permission_refund")).toBe(1);
  await bank.editMerchant("r-sandbox-api", { permissions: { refund: true } });
  expect((await crm.refund({ invoice: uuid })).ok).toBe(true);
  expect(await open("no_permission_refund")).toBe(0);
  expect(await db.sync.findFirstOrThrow()).toMatchObject({ capabilities: {} });
});

it("a bank that allows no notification address per order gets the order without one, and is not asked again", async () => {
  const shop = await openShop();
  await bank.editMerchant("r-sandbox-api", { permissions: { dynamicCallback: "refused" } });
  expect((await issue(shop)).issued.ok).toBe(true);
  expect(await count("register")).toBe(2);
  expect(await db.sync.findFirstOrThrow()).toMatchObject({ capabilities: { dynamicCallback: false } });
  expect((await issue(shop)).issued.ok).toBe(true);
  expect(await count("register")).toBe(3);
});

it("a system error of the bank after the work was done is not taken for a refusal", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  await bank.addFault({ method: "refund", kind: "systemError", effect: true });
  expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
  expect(await db.refund.findMany()).toMatchObject([{ origin: "crm", status: "succeeded", amount: 30_000n }]);
  await bank.addFault({ method: "refund", kind: "systemError", effect: false });
  expect((await crm.refund({ invoice: uuid, amount: "200.00" })).ok).toBe(false);
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 30_000 });
  expect(await count("refund")).toBe(2);
});
