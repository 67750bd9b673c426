import { bank, invoiceWith, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";

const payment = () => db.payment.findFirstOrThrow();
const count = async (method: string) => (await bank.requests({ method })).length;

it("C-35 opening again after the session is over gives thirty minutes anew", async () => {
  const shop = await openShop();
  const { link, uuid } = await issue(shop);
  const first = await openAsPayer(link);
  await bank.expire(first.mdOrder);
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '2 days', "expiresAt" = now() - interval '2 days'`;
  const second = await openAsPayer(link);
  expect(second.status).toBe(302);
  expect(second.mdOrder).not.toBe(first.mdOrder);
  expect(await bank.openPage(second.mdOrder)).toMatchObject({ kind: "form" });
  await bank.payAsPayer(second.mdOrder);
  await invoiceWith(uuid, "succeeded");
});

it("twenty parallel opens of an aged link make one registration", async () => {
  const shop = await openShop();
  const { link } = await issue(shop);
  const first = await openAsPayer(link);
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '5 minutes'`;
  await db.payment.updateMany({ data: { firstOpenedAt: new Date(Date.now() - 300_000) } });
  const opened = await Promise.all(Array.from({ length: 20 }, () => openAsPayer(link)));
  expect(new Set(opened.map(({ mdOrder }) => mdOrder)).size).toBe(1);
  expect(opened[0]?.mdOrder).not.toBe(first.mdOrder);
  expect(await count("register")).toBe(2);
});

it("C-61 preview robots and HEAD never touch the bank", async () => {
  const shop = await openShop();
  const { link } = await issue(shop);
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '1 day', "expiresAt" = now() - interval '1 day'`;
  await bank.clearRequests();
  for (const robot of ["TelegramBot (like TwitterBot)", "WhatsApp/2.23", "vkShare", "facebookexternalhit/1.1"]) {
    const { status, page } = await openAsPayer(link, robot);
    expect(status).toBe(200);
    expect(page).toContain("noindex");
    expect(page).not.toContain("1999");
  }
  const head = await fetch(link, { method: "HEAD", redirect: "manual" });
  expect(head.status).toBe(200);
  expect(await bank.requests()).toHaveLength(0);
  expect((await payment()).openCount).toBe(0);
});
