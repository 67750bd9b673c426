import { bank, crm, invoiceWith, until } from "#testing/rehearsal.ts";
import { lastSent, openReceiptShop, payFor } from "#testing/receipt-shop.ts";
import { afterEach, expect, it, vi } from "vitest";
import { db } from "#lib/db.ts";
import { readPart } from "./stored-part.ts";

afterEach(() => {
  vi.useRealTimers();
});

const tea = { name: "Чай чёрный", price: "350.00", quantity: "2", vat: "vat22" };
const delivery = { delivery: { cost: "300.00" } };
const login = "r-sandbox-api";

const refunded = (uuid: string, sum: string) =>
  until(() => crm.getInvoice({ invoice: uuid }).refundedAmount === sum, `refund of ${sum} in the CRM`);
const openProblems = async () =>
  (await db.problem.findMany({ where: { clearedAt: null, kind: { not: "module_not_registered" } } })).map(({ kind }) => kind);
const receiptsAtBank = async (mdOrder: string) =>
  (await bank.order(mdOrder)).receipts.map(({ kind, amount, items }) => [kind, amount, items.map((line) => line.itemAmount)]);

it("C-55 a hold captured in part: the lines for that part, then refunds of what was captured", async () => {
  const shop = await openReceiptShop({ confirmation: "manual" });
  const { uuid, mdOrder } = await payFor(shop, [tea], delivery, "waitingForCapture");
  expect(await crm.approve({ invoice: uuid, amount: "850.00" })).toMatchObject({ ok: true });
  await invoiceWith(uuid, "succeeded");
  expect(await lastSent("deposit", "depositItems")).toMatchObject({
    items: [
      { positionId: 1, name: "Чай чёрный", itemCode: "1", itemPrice: 35_000, itemAmount: 70_000, quantity: { value: 2 }, tax: { taxType: 14, taxSum: 12_623 } },
      { positionId: 2, name: "Доставка", itemPrice: 30_000, itemAmount: 15_000, quantity: { value: 0.5 } },
    ],
  });
  expect(await crm.refund({ invoice: uuid, amount: "150.00" })).toMatchObject({ ok: true });
  await refunded(uuid, "150.00");
  expect(await lastSent("refund", "refundItems")).toMatchObject({ items: [{ positionId: 2, itemAmount: 15_000, quantity: { value: 0.5 } }] });
  expect(await crm.refund({ invoice: uuid })).toMatchObject({ ok: true });
  await invoiceWith(uuid, "refundSucceeded");
  expect(await receiptsAtBank(mdOrder)).toEqual([
    ["sale", 85_000, [70_000, 15_000]],
    ["refund", 15_000, [15_000]],
    ["refund", 70_000, [70_000]],
  ]);
});

it("a whole capture and a whole refund carry all lines", async () => {
  const shop = await openReceiptShop({ confirmation: "manual" });
  const { uuid, mdOrder } = await payFor(shop, [tea], delivery, "waitingForCapture");
  await crm.approve({ invoice: uuid });
  await invoiceWith(uuid, "succeeded");
  await crm.refund({ invoice: uuid });
  await invoiceWith(uuid, "refundSucceeded");
  expect(await receiptsAtBank(mdOrder)).toEqual([["sale", 100_000, [70_000, 30_000]], ["refund", 100_000, [70_000, 30_000]]]);
});

it("one piece is given back, then a part, then the rest, each with its lines", async () => {
  const { uuid, mdOrder } = await payFor(await openReceiptShop(), [tea], delivery);
  for (const [amount, sum] of [["350.00", "350.00"], ["35.00", "385.00"], [undefined, "1000.00"]] as const) {
    expect(await crm.refund({ invoice: uuid, ...(amount !== undefined && { amount }) })).toMatchObject({ ok: true });
    await refunded(uuid, sum);
  }
  expect((await receiptsAtBank(mdOrder)).slice(1)).toEqual([
    ["refund", 35_000, [35_000]],
    ["refund", 3_500, [3_500]],
    ["refund", 61_500, [31_500, 30_000]],
  ]);
});

it("a sum the sold prices cannot express: a bank that minds refuses, and the manager hears which sums work", async () => {
  const { uuid, mdOrder } = await payFor(await openReceiptShop(), [{ name: "Ковёр", price: "1000.00", vat: "vat22" }]);
  const pressed = await crm.refund({ invoice: uuid, amount: "333.33" });
  expect(pressed.ok).toBe(false);
  expect(pressed.message).toContain("333,00");
  expect(pressed.message).toContain("334,00");
  expect(await bank.order(mdOrder)).toMatchObject({ refunded: 0 });
  expect(await openProblems()).toEqual([]);
  await bank.editMerchant(login, { cart: { partItems: "sums" } });
  expect((await crm.refund({ invoice: uuid, amount: "333.33" })).ok).toBe(true);
  await refunded(uuid, "333.33");
  expect(await lastSent("refund", "refundItems")).toMatchObject({ items: [{ itemAmount: 33_333, itemPrice: 100_099, quantity: { value: 0.333 } }] });
  expect((await crm.refund({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "refundSucceeded");
  expect(await lastSent("refund", "refundItems")).toBeUndefined();
});

it("after a refund in the bank's cabinet the lines are not ours to name: a later part goes without, and somebody is told", async () => {
  const { uuid } = await payFor(await openReceiptShop(), [tea], delivery);
  const { mdOrder } = await db.attempt.findFirstOrThrow();
  await bank.refund(mdOrder ?? "", 10_000);
  await refunded(uuid, "100.00");
  expect(await crm.refund({ invoice: uuid, amount: "350.00" })).toMatchObject({ ok: true });
  await refunded(uuid, "450.00");
  expect(await lastSent("refund", "refundItems")).toBeUndefined();
  expect(await openProblems()).toContain("receipt_unlisted");
  const operation = await db.operation.findFirstOrThrow({ where: { kind: "refund" } });
  expect(readPart(operation.receipt)).toMatchObject({ lines: null, partial: true });
});

it("a refund that is repeated after a refusal takes the lines that are still there", async () => {
  const { uuid } = await payFor(await openReceiptShop(), [tea], delivery);
  await bank.editMerchant(login, { permissions: { refund: false } });
  expect((await crm.refund({ invoice: uuid, amount: "350.00" })).ok).toBe(false);
  await bank.editMerchant(login, { permissions: { refund: true } });
  for (const sum of ["350.00", "700.00"]) {
    expect((await crm.refund({ invoice: uuid, amount: "350.00" })).ok).toBe(true);
    await refunded(uuid, sum);
  }
  expect((await bank.requests({ method: "refund" })).length).toBe(3);
});

it("without a receipt nothing goes along", async () => {
  const shop = await openReceiptShop({ fiscal: { enabled: false } });
  const { uuid } = await payFor(shop, [tea], delivery);
  expect((await crm.refund({ invoice: uuid, amount: "1.00" })).ok).toBe(true);
  expect(await lastSent("refund", "refundItems")).toBeUndefined();
  expect((await db.operation.findFirstOrThrow({ where: { kind: "refund" } })).receipt).toBeNull();
});

it("C-20 sold with 20 % in 2025, given back in 2026: the lines keep 20 %, and the bank is asked to let it through", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-12-28T10:00:00Z") });
  await bank.setTime("2025-12-28T10:00:00Z");
  const { uuid } = await payFor(await openReceiptShop({ fiscal: { vatFallback: "vat22" } }), [{ ...tea, vat: "vat20" }]);
  expect(await lastSent("register", "orderBundle")).toMatchObject({ cartItems: { items: [{ tax: { taxType: 6, taxSum: 11_667 } }] } });
  vi.setSystemTime(new Date("2026-02-10T10:00:00Z"));
  await bank.setTime("2026-02-10T10:00:00Z");
  expect((await crm.refund({ invoice: uuid, amount: "350.00" })).ok).toBe(true);
  expect(await lastSent("refund", "refundItems")).toMatchObject({ items: [{ tax: { taxType: 6, taxSum: 5_833 }, itemAmount: 35_000 }] });
  expect(await lastSent("refund", "additionalOfdParams")).toEqual({ use_legacy_vat: true });
});
