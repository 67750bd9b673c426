import { bank, crm, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { openProblems, toldTimes } from "#testing/rehearsed-payment.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";

const MINUTE = 60_000;
const DAY = 24 * 60;
const PAYMENTS = 3;

/** The hub's clock runs on with the real one, and can be put forward. The database's own clock stays: it ends leases. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
});

async function minutePasses(): Promise<void> {
  vi.setSystemTime(Date.now() + MINUTE);
  await sweep();
  await drainBackground();
}

const untold = (): Promise<number> => db.delivery.count({ where: { state: "pending" } });

async function minutesUntilToldAll(): Promise<number> {
  for (let minutes = 0; minutes <= 80; minutes++) {
    if ((await untold()) === 0) return minutes;
    await minutePasses();
  }
  throw new Error(`still ${String(await untold())} untold`);
}

it.each([
  ["an hour", 60],
  ["a day", DAY],
])(
  "R8 the CRM is away for %s: payments go on, it is not hammered, and has heard all of it 15 minutes after its return",
  async (_, minutes) => {
    const shop = await openShop();
    const made = [];
    for (let number = 0; number < PAYMENTS; number++) made.push(await issue(shop, "100.00"));
    crm.addFault({ endpoint: "update-invoice", kind: "error-503", times: null });
    crm.addFault({ endpoint: "check", kind: "error-503", times: null });
    for (const { link } of made) {
      const { status, mdOrder } = await openAsPayer(link); // links work all the same
      expect(status).toBe(302);
      await bank.payAsPayer(mdOrder);
    }
    await bank.settle();
    await drainBackground();
    expect(await untold()).toBe(PAYMENTS);
    for (let minute = 0; minute < minutes; minute++) await minutePasses();
    expect(await untold()).toBe(PAYMENTS);
    const tried = toldTimes();
    expect(tried / PAYMENTS).toBeLessThan(minutes / 10 + 8);
    crm.clearFaults();
    const took = await minutesUntilToldAll();
    sayFigure(`R8 after an outage of ${String(minutes)} min: all told ${String(took)} min after the return, ${String(tried)} tries for ${String(PAYMENTS)} payments`);
    expect(took).toBeLessThanOrEqual(15);
    expect(toldTimes() - tried).toBe(PAYMENTS); // each of them once
    expect(made.map(({ uuid }) => crm.getInvoice({ invoice: uuid }).status)).toEqual(made.map(() => "succeeded"));
    expect(await openProblems()).toEqual([]);
  },
);

it("a message the CRM refuses is not sent more often because others get through", async () => {
  const shop = await openShop();
  const bad = await issue(shop, "100.00");
  crm.addFault({ endpoint: "update-invoice", kind: "success-false", times: 1 });
  await bank.payAsPayer((await openAsPayer(bad.link)).mdOrder);
  await bank.settle();
  await drainBackground();
  vi.setSystemTime(Date.now() + 20 * MINUTE);
  await db.delivery.updateMany({ where: { state: "pending" }, data: { nextTryAt: new Date(Date.now() + 60 * MINUTE) } });
  const good = await issue(shop, "100.00");
  await bank.payAsPayer((await openAsPayer(good.link)).mdOrder);
  await bank.settle();
  await drainBackground();
  expect(crm.getInvoice({ invoice: good.uuid }).status).toBe("succeeded");
  await minutePasses();
  expect([await untold(), crm.getInvoice({ invoice: bad.uuid }).status]).toEqual([1, "pending"]);
});
