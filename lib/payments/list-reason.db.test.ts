import { bank, crm, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { letAllSettle } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { listPayments } from "./list-payments.ts";
import { paymentsCsv } from "./payments-csv.ts";

async function readerOf(connectionId: string): Promise<UserActor> {
  const { id } = await db.user.create({ data: { email: "viewer@example.ru", passwordHash: "x", memberships: { create: { connectionId, role: "viewer" } } } });
  return { userId: id, email: "viewer@example.ru", locale: "ru", timeZone: "Europe/Moscow", sessionId: "none" };
}

it("whoever looks through the list or the file sees why there is no money", async () => {
  const shop = await openShop();
  const actor = await readerOf(shop.connectionId);
  const reason = async () => (await listPayments(actor, {})).items[0]?.reason;
  const { uuid, link } = await issue(shop);
  expect(await reason()).toBeNull();
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder, { cvc: "999" });
  await letAllSettle();
  const refused = await reason();
  expect(refused).toMatch(/[а-я]{3}/);
  const [, line] = (await new Response(await paymentsCsv(actor, {})).text()).split("\r\n");
  expect(line).toContain(`;${refused ?? ""};`);
  expect((await listPayments({ ...actor, locale: "en" }, {})).items[0]?.reason).toMatch(/^[\x20-\x7e]+$/);
  await crm.cancel({ invoice: uuid });
  await letAllSettle();
  expect(await reason()).toBe("Отменил менеджер");
});
