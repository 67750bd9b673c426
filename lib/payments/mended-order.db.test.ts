import { bank, openShop, type Shop, until } from "#testing/rehearsal.ts";
import { whileBankIsAway } from "#testing/bank-away.ts";
import { asked, callHub, held, letAllSettle, MERCHANT, thePayment } from "#testing/rehearsed-payment.ts";
import { openReceiptShop } from "#testing/receipt-shop.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { claimPayment } from "./claim-payment.ts";
import { expireLinks } from "./expire-links.ts";

/** A manager reads why his invoice was refused, mends the order and issues the invoice again. */

const uuid = newUuid();
const tea = { id: 1, name: "Чай", price: 100, quantity: 1, vat: "vat22" };
const anna = { firstName: "Анна", email: "anna@example.ru" };

const create = (shop: Pick<Shop, "clientId" | "shopCode">, given: Record<string, unknown>) =>
  callHub("create", {
    clientId: shop.clientId,
    create: { shopId: shop.shopCode, invoiceUuid: uuid, invoiceType: "link", amount: 100, currency: "RUB", orderNumber: "1042A", siteUrl: "https://shop.example.ru", customer: anna, items: [tea], ...given },
  });

const done = { status: 200, body: { success: true } };
const refused = (words: RegExp) => ({ status: 400, body: { success: false, errorMsg: expect.stringMatching(words) as string } });

/** Names and sums of the lines that the bank got last. */
async function cartAtBank(): Promise<[string, number][]> {
  const [last] = (await bank.requests({ method: "register" })).slice(-1);
  const { cartItems } = JSON.parse(last?.fields["orderBundle"] ?? "{}") as { cartItems: { items: { name: string; itemAmount: number }[] } };
  return cartItems.items.map(({ name, itemAmount }) => [name, itemAmount]);
}

describe("an invoice that was refused before it had a link", () => {
  it.each([
    ["a rate nobody knows", { items: [{ ...tea, vat: "vat99" }] }, /vat99/],
    ["no address for the receipt", { customer: null }, /чек/],
    ["items that are too little", { items: [{ ...tea, price: 60 }], amount: 100 }, /\S/],
  ])("%s: mended", async (_, fault, words) => {
    const shop = await openReceiptShop();
    expect(await create(shop, fault)).toMatchObject(refused(words));
    expect(await create(shop, fault)).toMatchObject(refused(words));
    expect(await create(shop, {})).toMatchObject(done);
    expect(await cartAtBank()).toEqual([["Чай", 10_000]]);
    expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
  });

  it("by the bank: the next try carries the order as it is now", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
    expect(await create(shop, { orderNumber: "1", returnUrl: "https://shop.example.ru/old" })).toMatchObject(refused(/\S/));
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: true } });
    const items = [{ ...tea, name: "Мёд", price: 50, quantity: 2 }];
    expect(await create(shop, { items, orderNumber: "2", returnUrl: "https://shop.example.ru/new" })).toMatchObject(done);
    expect(await cartAtBank()).toEqual([["Мёд", 10_000]]);
    expect(await thePayment()).toMatchObject({ orderNumber: "2", returnUrl: "https://shop.example.ru/new" });
  });

  it("days later: its link lives as long as any", async () => {
    const shop = await openReceiptShop();
    await db.sync.updateMany({ data: { linkDays: 3 } });
    expect(await create(shop, { items: [{ ...tea, vat: "vat99" }] })).toMatchObject(refused(/vat99/));
    await db.$executeRaw`UPDATE "Payment" SET "createdAt" = "createdAt" - interval '4 days'`;
    expect(await create(shop, {})).toMatchObject(done);
    await expireLinks();
    expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
  });

  it("is not given a link while another call may still be refused", async () => {
    const shop = await openReceiptShop();
    expect(await create(shop, { items: [{ ...tea, vat: "vat99" }] })).toMatchObject(refused(/vat99/));
    const claim = await claimPayment((await thePayment()).id, "order");
    const answer = await create(shop, {});
    await claim?.release();
    expect(answer).toMatchObject({ body: { success: false, errorMsg: expect.stringContaining("Проверяем") as string } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it("also with another sum", async () => {
    const shop = await openReceiptShop();
    expect(await create(shop, { items: [{ ...tea, vat: "vat99" }] })).toMatchObject(refused(/vat99/));
    expect(await create(shop, { amount: 120, items: [{ ...tea, price: 120 }] })).toMatchObject(done);
    expect(await cartAtBank()).toEqual([["Чай", 12_000]]);
  });
});

it("an invoice that has its order keeps it: the same call is the same link", async () => {
  const shop = await openReceiptShop();
  expect(await create(shop, {})).toMatchObject(done);
  expect(await create(shop, { items: [{ ...tea, name: "Мёд" }] })).toMatchObject(done);
  expect(await asked("register")).toBe(1);
});

describe("another sum for an invoice that has its link", () => {
  it("is registered at once, and what is wrong with it told to the manager, as often as he tries", async () => {
    const shop = await openReceiptShop();
    const issued = await create(shop, {});
    const wrong = { amount: 120, items: [{ ...tea, price: 120, vat: "vat99" }] };
    expect(await create(shop, wrong)).toMatchObject(refused(/vat99/));
    expect(await create(shop, wrong)).toMatchObject(refused(/vat99/));
    expect(await thePayment()).toMatchObject({ status: "pending", amount: 12_000n, cancelRequestedAt: null });
    const mended = await create(shop, { amount: 120, items: [{ ...tea, price: 120 }] });
    expect(mended).toMatchObject(done);
    expect(mended.body["result"]).toEqual(issued.body["result"]);
    expect(await cartAtBank()).toEqual([["Чай", 12_000]]);
    expect((await thePayment()).attempts.map(({ state, final }) => [state, final])).toEqual([["registered", true], ["registered", false]]);
    expect(await asked("register")).toBe(2);
  });

  it("which the bank refuses: told, and asked for again it works", async () => {
    const shop = await openShop();
    expect(await create(shop, {})).toMatchObject(done);
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
    expect(await create(shop, { amount: 120 })).toMatchObject(refused(/\S/));
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: true } });
    expect(await create(shop, { amount: 120 })).toMatchObject(done);
    expect((await thePayment()).attempts.at(-1)).toMatchObject({ state: "registered", amount: 12_000n });
    // Back to the first sum: its old order is dead and counts for nothing.
    expect(await create(shop, { amount: 100 })).toMatchObject(done);
    expect((await thePayment()).attempts.at(-1)).toMatchObject({ state: "registered", amount: 10_000n });
  });
});

describe("an invoice issued again while its first order is being made", () => {
  const slowly = () => bank.addFault({ method: "register", kind: "latency", latencyMs: 2_000 });
  const bankIsAsked = () => until(async () => (await bank.faults()).length === 0, "the bank to be asked");

  it("with other goods: what we keep is what the bank has got", async () => {
    const shop = await openReceiptShop();
    await slowly();
    const first = create(shop, {});
    await bankIsAsked();
    expect(await create(shop, { items: [{ ...tea, name: "Мёд" }] })).toMatchObject(done);
    expect(await first).toMatchObject(done);
    expect(await cartAtBank()).toEqual([["Чай", 10_000]]);
    expect(JSON.stringify((await thePayment()).source)).toContain("Чай");
    expect(await asked("register")).toBe(1);
  });

  it("which the bank refuses: the goods of the second call are registered", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
    await bank.addFault({ method: "register", kind: "latency", latencyMs: 2_000, effect: true, times: 2 }); // with and without an address for notifications
    const first = create(shop, {});
    await bankIsAsked();
    await bank.editMerchant(MERCHANT, { permissions: { oneStage: true } });
    expect(await create(shop, { items: [{ ...tea, name: "Мёд" }] })).toMatchObject(done);
    expect(await first).toMatchObject(refused(/\S/));
    expect(await cartAtBank()).toEqual([["Мёд", 10_000]]);
    expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
  });

  it("with another sum that comes too late: nothing of it is kept", async () => {
    const shop = await openReceiptShop();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    await slowly();
    const first = create(shop, {});
    await bankIsAsked();
    expect(await create(shop, { amount: 120, items: [{ ...tea, price: 120 }] })).toMatchObject({ status: 400 });
    expect(await first).toMatchObject(done);
    const { amount, source } = await thePayment();
    expect(amount).toBe(10_000n);
    expect(JSON.stringify(source)).not.toContain("120");
  });
});

it("an invoice whose link was given because the bank was away keeps its link when the bank refuses it later", async () => {
  const shop = await openShop();
  const issued = await whileBankIsAway(() => create(shop, {}));
  expect(issued).toMatchObject(done);
  await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
  expect(await create(shop, {})).toMatchObject(refused(/\S/));
  expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
  await bank.editMerchant(MERCHANT, { permissions: { oneStage: true } });
  expect(await create(shop, {})).toMatchObject({ ...done, body: issued.body });
});

it("or because the bank's answer was lost, and it never had the order", async () => {
  const shop = await openShop();
  await bank.addFault({ method: "register", kind: "requestDropped" });
  const issued = await create(shop, {});
  expect(issued).toMatchObject(done);
  await letAllSettle();
  expect((await thePayment()).attempts.map(({ state }) => state)).toEqual(["rejected"]);
  await bank.editMerchant(MERCHANT, { permissions: { oneStage: false } });
  expect(await create(shop, {})).toMatchObject(refused(/\S/));
  expect(await thePayment()).toMatchObject({ status: "pending", cancelRequestedAt: null });
});

it("an invoice whose hold the bank has let go is over: issuing it again says so", async () => {
  const { shop, uuid: invoiceUuid, mdOrder } = await held("100.00");
  await bank.reverse(mdOrder);
  await letAllSettle();
  expect(await thePayment()).toMatchObject({ status: "canceled", cancelRequestedAt: null });
  expect(await create(shop, { invoiceUuid })).toMatchObject(refused(/отменён/));
  expect(await create(shop, { invoiceUuid, amount: 120 })).toMatchObject(refused(/отменён/));
});

it("an instance whose clock is far ahead gives up a registration that is still under way: the order is looked after all the same", async () => {
  const shop = await openReceiptShop();
  await bank.addFault({ method: "register", kind: "latency", latencyMs: 2_000 });
  const issuing = create(shop, {});
  await until(async () => (await db.operation.count({ where: { kind: "register" } })) > 0, "the registration");
  await db.$executeRaw`UPDATE "Operation" SET state = 'rejected', "errorCode" = 'not_executed', "finishedAt" = now()`;
  await db.$executeRaw`UPDATE "Attempt" SET state = 'rejected', final = true, "nextCheckAt" = NULL`;
  expect(await issuing).toMatchObject(done);
  const { attempts, operations } = await thePayment();
  expect(attempts).toMatchObject([{ state: "registered", final: false, nextCheckAt: expect.any(Date) as Date }]);
  expect(operations).toMatchObject([{ kind: "register", state: "succeeded" }]);
});
