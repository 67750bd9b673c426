import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { letAllSettle, MERCHANT, paid } from "#testing/rehearsed-payment.ts";
import { sandboxMerchant } from "#sandbox/bank/index.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleDueAttempt } from "./settle-due-attempt.ts";
import { updateSync } from "#lib/syncs/update-sync.ts";

const other = { login: "r-second-api", password: "Second&2" };

/** The owner changes the shop's bank login while an invoice is open. */
const switchLogin = async (connectionId: string, syncId: string): Promise<string> => {
  await bank.addMerchant(other);
  const { id: userId } = await db.user.create({ data: { email: "owner@example.ru", passwordHash: "x" } });
  await db.membership.create({ data: { userId, connectionId, role: "owner" } });
  await updateSync({ userId }, syncId, { environment: "test", ...other }, "ru");
  return userId;
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

const refusals = async () => (await db.problem.findMany({ where: { clearedAt: null }, select: { kind: true, paymentId: true } })).map(({ kind, paymentId }) => [kind, paymentId !== null]);

it("says of a payment under the login before that the bank does not tell about it, until it does", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop, "500.00");
  const { mdOrder } = await openAsPayer(link);
  await switchLogin(shop.connectionId, shop.syncId);
  await bank.editMerchant(MERCHANT, { password: "Changed&9" });
  await bank.payAsPayer(mdOrder);
  await letAllSettle();
  expect(await refusals()).toEqual([["former_login", true]]);
  await bank.editMerchant(MERCHANT, { password: sandboxMerchant.password });
  await letAllSettle();
  await invoiceWith(uuid, "succeeded");
  expect(await refusals()).toEqual([]);
});

it("what the login before may not do is no fault of the present one", async () => {
  const { shop, uuid } = await paid("500.00");
  await switchLogin(shop.connectionId, shop.syncId);
  await bank.editMerchant(MERCHANT, { permissions: { refund: false } });
  expect((await crm.refund({ invoice: uuid })).ok).toBe(false);
  await letAllSettle();
  expect(await refusals()).toEqual([]);
  expect(await db.sync.findUniqueOrThrow({ where: { id: shop.syncId }, select: { capabilities: true } })).toEqual({ capabilities: {} });
});

it("asks again about orders of a login that comes back, though nobody could ask meanwhile", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop, "500.00");
  const { mdOrder } = await openAsPayer(link);
  const userId = await switchLogin(shop.connectionId, shop.syncId);
  await db.formerAccess.deleteMany();
  await letAllSettle();
  expect(await db.attempt.findFirst()).toMatchObject({ nextCheckAt: null, final: false });
  await bank.editMerchant(MERCHANT, { callback: { url: "" } });
  await bank.payAsPayer(mdOrder);
  await updateSync({ userId }, shop.syncId, { environment: "test", ...sandboxMerchant }, "ru");
  const { id, nextCheckAt } = await db.attempt.findFirstOrThrow();
  expect(nextCheckAt).not.toBeNull();
  await settleDueAttempt(id);
  await invoiceWith(uuid, "succeeded");
});
