import { bank, crm, invoiceWith, openAsPayer } from "#testing/rehearsal.ts";
import { asked, held, openProblems, opened, thePayment } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { wallClock } from "#lib/clock.ts";
import { db } from "#lib/db.ts";

/** R13: the bank's clock and ours need not agree. What is told to the CRM is the bank's moment, in the account's time. */

const DAY_MS = 86_400_000;
const told = (): Record<string, unknown>[] =>
  crm.events({ name: "update-invoice" }).map(({ request }) => (request as { updateInvoice: Record<string, unknown> }).updateInvoice);

const skews = [
  ["ten minutes ahead", 600_000],
  ["ten minutes behind", -600_000],
  ["a day ahead", DAY_MS],
  ["a day behind", -DAY_MS],
] as const;

it.each(skews)("the bank's clock is %s: paid, told with the bank's time, refunded once", async (_, ms) => {
  await bank.advance(ms);
  const { uuid, link, mdOrder } = await opened();
  // The same form: its session is counted from its own beginning, not by somebody's clock.
  expect((await openAsPayer(link)).mdOrder).toBe(mdOrder);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  const { depositedAt } = await bank.order(mdOrder);
  expect(told().at(-1)).toMatchObject({ paidAt: wallClock(new Date(depositedAt ?? 0), "Europe/Moscow") });
  expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
  await drainBackground();
  expect(await asked("refund")).toBe(1);
  expect(await thePayment()).toMatchObject({ status: "succeeded", captured: 100_000n, refunded: 30_000n, refunds: [{ status: "succeeded" }] });
  expect(await openProblems()).toEqual([]);
});

it.each(skews)("the bank's clock is %s: a hold lasts as long as the bank keeps it", async (_, ms) => {
  await bank.advance(ms);
  const { mdOrder, uuid } = await held();
  await drainBackground();
  const { authorizedAt } = await bank.order(mdOrder);
  const until = new Date((authorizedAt ?? 0) + 168 * 3_600_000);
  expect(told()[0]).toMatchObject({ status: "waitingForCapture", expiredAt: wallClock(until, "Europe/Moscow") });
  const { attempts } = await thePayment();
  expect(attempts[0]?.nextCheckAt?.getTime()).toBeGreaterThan(Date.now());
  expect((await crm.approve({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "succeeded");
});

it.each([
  ["Europe/Moscow", "2026-12-31T20:59:50Z", "2026-12-31 23:59:5"],
  ["Europe/Moscow", "2026-12-31T21:00:01Z", "2027-01-01 00:00:0"],
  ["Asia/Kamchatka", "2026-12-31T20:59:50Z", "2027-01-01 08:59:5"],
  ["America/New_York", "2028-02-29T23:30:00Z", "2028-02-29 18:30:0"],
  // Clocks went forward an hour before in New York, and have not yet in Berlin.
  ["America/New_York", "2026-03-08T07:30:00Z", "2026-03-08 03:30:0"],
  ["Europe/Berlin", "2026-03-08T07:30:00Z", "2026-03-08 08:30:0"],
])("an account in %s hears of money of %s as %s…", async (timezone, at, expected) => {
  await bank.setTime(at);
  const { uuid, mdOrder } = await opened();
  await crm.setSettings({ timezone });
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  expect(String(told().at(-1)?.["paidAt"])).toContain(expected);
  expect(await db.connection.findFirstOrThrow()).toMatchObject({ timeZone: timezone });
});
