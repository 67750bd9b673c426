import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { updateSync } from "#lib/syncs/update-sync.ts";

const other = { login: "r-second-api", password: "Second&2" };

/** The owner changes the shop's bank login while an invoice is open. */
const switchLogin = async (connectionId: string, syncId: string): Promise<void> => {
  await bank.addMerchant(other);
  const { id: userId } = await db.user.create({ data: { email: "owner@example.ru", passwordHash: "x" } });
  await db.membership.create({ data: { userId, connectionId, role: "owner" } });
  await updateSync({ userId }, syncId, { environment: "test", ...other }, "ru");
};

it("learns of money paid on a page opened before the login was changed, and gives it back", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop, "500.00");
  const { mdOrder } = await openAsPayer(link);
  await switchLogin(shop.connectionId, shop.syncId);
  await bank.payAsPayer(mdOrder);
  expect((await invoiceWith(uuid, "succeeded")).amount).toBe("500.00");
  expect(await crm.refund({ invoice: uuid })).toMatchObject({ ok: true });
  await until(async () => (await bank.order(mdOrder)).refunded === 50_000, "the refund at the bank");
  expect(await db.problem.count({ where: { kind: { in: ["former_login", "bank_login_refused"] }, clearedAt: null } })).toBe(0);
});

it("replaces an unpaid order of the login before by one of the present login", async () => {
  const shop = await openShop();
  const { link } = await issue(shop, "500.00");
  const before = await openAsPayer(link);
  await switchLogin(shop.connectionId, shop.syncId);
  const earlier = new Date(Date.now() - 300_000);
  await db.attempt.updateMany({ data: { registeredAt: earlier, createdAt: earlier } });
  await db.payment.updateMany({ data: { firstOpenedAt: earlier } });
  const after = await openAsPayer(link);
  expect(after.status).toBe(302);
  expect(after.mdOrder).not.toBe(before.mdOrder);
  expect(await bank.order(before.mdOrder)).toMatchObject({ status: 6 });
  expect(await bank.order(after.mdOrder)).toMatchObject({ merchant: other.login, status: 0 });
});
