import { describe, expect, it } from "vitest";
import type { Payment, Refund } from "#lib/generated/prisma/client.ts";
import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { updateBody } from "#lib/retailcrm/invoice-update.ts";
import { writeCrmJson } from "#lib/retailcrm/crm-json.ts";
import { invoiceMessage } from "./invoice-message.ts";

const moscow = { timeZone: "Europe/Moscow", locale: "ru" };

const payment = (given: Partial<Payment> = {}): Payment => ({
  id: "9d0a4f0e-8f0b-4a9b-8b1f-6f7d8e9c0a11",
  connectionId: "c",
  syncId: "s",
  invoiceUuid: "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10",
  slug: "AbCdEf0123",
  orderNumber: "1042A",
  orderId: null,
  amount: 100_000n,
  currency: "RUB",
  siteUrl: null,
  returnUrl: null,
  source: {},
  status: "pending",
  held: 0n,
  captured: 0n,
  refunded: 0n,
  paidAt: null,
  holdExpiresAt: null,
  cancelRequestedAt: null,
  cancelReason: null,
  firstOpenedAt: null,
  openCount: 0,
  leaseToken: null,
  leaseUntil: null,
  deliveryToken: null,
  deliveryUntil: null,
  version: 1,
  forgottenAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...given,
});

const refund = (given: Partial<Refund> = {}): Refund => ({
  id: "11111111-1111-4111-8111-111111111111",
  paymentId: "p",
  attemptId: "a",
  operationId: null,
  amount: 30_000n,
  status: "succeeded",
  toldStatus: null,
  origin: "crm",
  comment: null,
  createdAt: new Date(0),
  finishedAt: null,
  ...given,
});

/** As it goes over the wire. */
const wire = (given: Partial<Payment>, account = moscow, told: Refund | null = null): unknown =>
  JSON.parse(writeCrmJson(updateBody(invoiceMessage(payment(given), account, told))));

describe("C-67 times", () => {
  const paid = { status: "succeeded" as const, captured: 100_000n, paidAt: new Date(1_767_214_800_000) };

  it("are the wall clock of the account", () => {
    expect(wire(paid)).toMatchObject({ paidAt: "2026-01-01 00:00:00" });
    expect(wire(paid, { timeZone: "UTC", locale: "ru" })).toMatchObject({ paidAt: "2025-12-31 21:00:00" });
    expect(wire(paid, { timeZone: "Asia/Vladivostok", locale: "ru" })).toMatchObject({ paidAt: "2026-01-01 07:00:00" });
  });

  it("do not depend on the server's zone", () => {
    const before = process.env["TZ"];
    try {
      process.env["TZ"] = "America/New_York";
      expect(wire(paid)).toMatchObject({ paidAt: "2026-01-01 00:00:00" });
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TZ");
      else process.env["TZ"] = before;
    }
  });

  it("that are not known are left out, which the CRM reads as no change", () => {
    expect(wire({ status: "succeeded", captured: 1n })).not.toHaveProperty("paidAt");
    expect(wire({ status: "waitingForCapture", held: 1n })).not.toHaveProperty("expiredAt");
  });
});

describe("what the CRM is told", () => {
  it.each([
    ["pending", {}, { amount: 1000, cancellable: true, refundable: false }],
    ["waitingForCapture", { held: 90_000n, holdExpiresAt: new Date(0) }, { amount: 900, cancellable: true, refundable: false, expiredAt: "1970-01-01 03:00:00" }],
    ["succeeded", { captured: 70_050n, paidAt: new Date(0) }, { amount: 700.5, cancellable: false, refundable: true, paidAt: "1970-01-01 03:00:00" }],
    ["succeeded", { captured: 70_000n, refunded: 30_000n }, { amount: 700, cancellable: false, refundable: true }],
    ["refundSucceeded", { captured: 70_000n, refunded: 70_000n }, { amount: 700, cancellable: false, refundable: false }],
    ["canceled", { cancelRequestedAt: new Date(0) }, { cancellable: false, refundable: false, cancellationDetails: "Платёж отменён" }],
  ] as [PaymentStatus, Partial<Payment>, object][])("%s %o", (status, given, expected) => {
    const { id, invoiceUuid } = payment();
    expect(wire({ status, ...given })).toEqual({ invoiceUuid, paymentId: id, status, ...expected });
  });

  it("why it was cancelled: in the manager's words, or ours in the language of the account", () => {
    const why = (given: Partial<Payment>, locale = "ru") => (wire({ status: "canceled", ...given }, { ...moscow, locale }) as { cancellationDetails: string }).cancellationDetails;
    expect(why({ cancelReason: "Сумма заказа изменилась", cancelRequestedAt: new Date(0) })).toBe("Сумма заказа изменилась");
    expect(why({})).toContain("снял удержание");
    expect(why({}, "en")).toContain("released the hold");
    expect(why({ cancelRequestedAt: new Date(0) }, "en")).toBe("The payment was cancelled");
    expect(Array.from(why({ cancelReason: "💳".repeat(400) }))).toHaveLength(255);
  });

  it("a refund goes along with the state it led to, its sum to the kopeck", () => {
    const body = wire({ status: "succeeded", captured: 70_000n, refunded: 30_001n }, moscow, refund({ amount: 30_001n, comment: "из кабинета банка" }));
    expect(body).toMatchObject({ refund: { id: refund().id, status: "succeeded", amount: 300.01, comment: "из кабинета банка" } });
    expect(wire({ status: "succeeded" }, moscow, refund({ comment: null }))).not.toHaveProperty("refund.comment");
  });

  it("C-02 big sums are written digit by digit", () => {
    const text = writeCrmJson(updateBody(invoiceMessage(payment({ status: "succeeded", captured: 999_999_999_999n }), moscow, null)));
    expect(text).toContain('"amount":9999999999.99');
  });
});
