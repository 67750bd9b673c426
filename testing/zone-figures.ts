/**
 * Prints, as JSON, every wall-clock time and day that leaves the hub for some moments worth distrusting. Run as a process of
 * its own under different TZ: what it prints may not depend on that.
 */
import "./environment.ts";
import { bankClient } from "#lib/alfabank/client.ts";
import { wallClock } from "#lib/clock.ts";
import { invoiceMessage } from "#lib/deliveries/invoice-message.ts";
import { paymentFilterSchema, readPaymentFilter } from "#lib/payments/payment-filter-schema.ts";
import { paymentWhere } from "#lib/payments/payment-where.ts";
import { endOfMoscowDay, hourInMoscow, moscowDay, startOfMoscowDay } from "#lib/reconciliation/moscow-days-state.ts";
import { updateBody } from "#lib/retailcrm/invoice-update.ts";
import { startLoopbackServer } from "./loopback-server.ts";
import { receipt } from "./receipt-kit.ts";
import { item } from "./receipt-orders.ts";

/** New Year in Moscow and around it, a leap day, and hours which clocks skip or strike twice in some places. */
export const moments = [
  "2025-12-31T20:59:59.000Z",
  "2025-12-31T21:00:00.000Z",
  "2026-12-31T23:30:00.000Z",
  "2028-02-29T11:59:59.000Z",
  "2026-03-08T07:30:00.000Z",
  "2026-11-01T05:30:00.000Z",
  "2026-11-01T06:30:00.000Z",
  "2026-03-29T01:30:00.000Z",
] as const;

export const accountZones = ["Europe/Moscow", "Asia/Kamchatka", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"] as const;

const payment = (at: Date, held: boolean): Parameters<typeof invoiceMessage>[0] => ({
  ...{ id: "p", connectionId: "c", syncId: "s", invoiceUuid: "u", slug: "AbCdEf0123", orderNumber: "1042A", orderId: null },
  ...{ amount: 100n, currency: "RUB", siteUrl: null, returnUrl: null, source: {}, refunded: 0n, version: 1, openCount: 1 },
  ...{ status: held ? "waitingForCapture" : "succeeded", held: held ? 100n : 0n, captured: held ? 0n : 100n },
  ...{ paidAt: at, holdExpiresAt: at, firstOpenedAt: at, createdAt: at, updatedAt: at, forgottenAt: null },
  ...{ cancelRequestedAt: null, cancelReason: null, leaseToken: null, leaseUntil: null, deliveryToken: null, deliveryUntil: null },
});

const told = (at: Date, timeZone: string) => {
  const { paidAt } = updateBody(invoiceMessage(payment(at, false), { timeZone, locale: "ru" }, null));
  const { expiredAt } = updateBody(invoiceMessage(payment(at, true), { timeZone, locale: "ru" }, null));
  return { paidAt, expiredAt };
};

const dayIn = (day: string, timeZone: string) => {
  const filter = paymentFilterSchema.parse(readPaymentFilter(new URLSearchParams({ from: day, to: day })));
  return paymentWhere(filter, { connectionIds: [], timeZone, after: null, found: null }).AND;
};

const saleOf = (at: string) => {
  const made = receipt("100.00", [item({ vat: "vat20" })], { at, oldVat: "raise" });
  return made.ok ? { createdAt: made.cart.createdAt, taxType: made.cart.lines[0]?.taxType } : made.reason;
};

/** The days the bank is asked about, as they stand in the request. */
async function asked(at: Date): Promise<unknown> {
  let body = "";
  const server = await startLoopbackServer((request, response) => {
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => response.end(JSON.stringify({ errorCode: 0, orderStatuses: [], totalCount: 0 })));
  });
  const client = bankClient({ gateway: { baseUrl: `${server.url}/payment/rest/` }, login: "r", password: "p" });
  await client.lastOrders({ from: at, to: at, page: 0, size: 1 });
  await server.close();
  return new URLSearchParams(body).get("from");
}

export async function zoneFigures() {
  const at = moments.map((moment) => new Date(moment));
  return {
    told: Object.fromEntries(accountZones.map((zone) => [zone, at.map((moment) => told(moment, zone))])),
    asked: await Promise.all(at.map(asked)),
    moscow: at.map((moment) => ({
      wall: wallClock(moment, "Europe/Moscow"),
      day: moscowDay(moment),
      hour: hourInMoscow(moment),
      from: startOfMoscowDay(moscowDay(moment)),
      until: endOfMoscowDay(moscowDay(moment)),
    })),
    sales: moments.map(saleOf),
    days: accountZones.map((zone) => ["2026-01-01", "2026-03-08", "2026-11-01", "2026-03-29", "2028-02-29"].map((day) => dayIn(day, zone))),
  };
}

if (import.meta.main) console.log(JSON.stringify(await zoneFigures()));
