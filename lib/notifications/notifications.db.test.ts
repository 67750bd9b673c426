import { bank, crm, hubUrl, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { asked, eventsOf, letAllSettle, letLinkAge, MERCHANT, opened, openProblems, paid, thePayment, toldTimes } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { processNotification } from "./process-notification.ts";

const KEY = "a-key-for-signatures";

type Parameters = Record<string, string>;

const address = async (): Promise<string> => `${hubUrl}/api/alfabank/callback/${(await db.sync.findFirstOrThrow()).syncKey}`;

/** Anybody may call the address. */
async function notify(parameters: Parameters, init?: RequestInit): Promise<number> {
  const url = new URL(await address());
  if (!init?.body) url.search = new URLSearchParams(parameters).toString();
  const response = await fetch(url, { redirect: "manual", ...init });
  await response.body?.cancel();
  return response.status;
}

/** Of many at once not all are looked at right away: their jobs do it, five at a time. */
async function lookAtTheRest(): Promise<void> {
  const left = await db.notification.findMany({ where: { processedAt: null }, select: { id: true } });
  for (let at = 0; at < left.length; at += 5) await Promise.all(left.slice(at, at + 5).map(({ id }) => processNotification(id)));
}

const stored = () => db.notification.findMany({ orderBy: { id: "asc" } });
const verdicts = async () => (await stored()).map(({ verdict, why }) => why ?? verdict);

describe("C-37 R6 in whatever order notifications come, the state is the bank's", () => {
  const orders = [
    ["deposited", "refunded", "approved"],
    ["refunded", "deposited", "approved"],
    ["refunded", "approved", "deposited"],
    ["approved", "refunded", "deposited"],
  ] as const;

  it.each(orders)("%s, %s, %s", async (...operations) => {
    const { uuid, mdOrder } = await paid("1000.00", { callbackToken: KEY });
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.refund(mdOrder);
    await bank.editMerchant(MERCHANT, { callback: { lose: 0 } });
    for (const operation of operations) {
      await bank.sendCallback(mdOrder, operation, true);
      await bank.settle();
      await drainBackground();
    }
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "1000.00" });
    expect(await eventsOf("paid")).toHaveLength(1);
  });

  it("a late copy of an old one changes nothing and is not told to the CRM", async () => {
    const { uuid, mdOrder } = await paid("1000.00", { callbackToken: KEY });
    await crm.refund({ invoice: uuid });
    await letAllSettle();
    const told = toldTimes();
    const [first] = await bank.callbacks({ mdOrder });
    await bank.resendCallback(first?.id ?? "");
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("refundSucceeded");
    expect(toldTimes()).toBe(told);
  });
});

describe("C-41 a notification overtakes our own commit", () => {
  it("sent by the bank before it answers the registration: stored, and applied as soon as the order is there", async () => {
    const shop = await openShop();
    await bank.addFault({ method: "register", kind: "latency", latencyMs: 700, effect: true });
    const order = crm.createOrder({ items: [{ name: "Чай", price: "1000.00" }] });
    const issuing = crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
    const registered = await until(async () => (await bank.orders())[0], "the bank's order");
    await bank.payAsPayer(registered.mdOrder);
    await bank.settle();
    expect((await stored())[0]).toMatchObject({ mdOrder: registered.mdOrder });
    const { invoice } = await issuing;
    await invoiceWith(invoice?.uuid ?? "", "succeeded");
    expect(await thePayment()).toMatchObject({ status: "succeeded", captured: 100_000n });
    expect((await thePayment()).attempts[0]).toMatchObject({ state: "registered", mdOrder: registered.mdOrder, final: true });
  });

  it("and the answer of the registration is lost as well: the money is found and stays found", async () => {
    const shop = await openShop();
    await bank.addFault({ method: "register", kind: "answerLost" });
    const { uuid } = await issue(shop, "1000.00");
    const [order] = await bank.orders();
    await bank.payAsPayer(order?.mdOrder ?? "");
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    expect((await thePayment()).attempts[0]).toMatchObject({ state: "registered", final: true });
  });

  it("about an order that is nobody's: kept, looked for during a minute, then ignored", async () => {
    await openShop();
    expect(await notify({ mdOrder: "00000000-0000-0000-0000-000000000001", orderNumber: "nobody", operation: "deposited", status: "1" })).toBe(200);
    await drainBackground();
    expect(await verdicts()).toEqual([null]);
    await db.notification.updateMany({ data: { receivedAt: new Date(Date.now() - 61_000) } });
    await sweep();
    await drainBackground();
    expect(await verdicts()).toEqual(["unknown_order"]);
    expect(await bank.requests()).toHaveLength(0);
  });
});

describe("C-49 forged notifications", () => {
  it("a flood of 1000 about an unpaid order: all stored, one question, no change", async () => {
    const { mdOrder } = await opened("1000.00", { callbackToken: KEY });
    const { attempts } = await thePayment();
    await letLinkAge(3 * 86_400); // so old that it is not polled: every question is because of a notification
    await bank.clearRequests();
    const started = Date.now();
    const forged = { mdOrder, orderNumber: attempts[0]?.orderNumber ?? "", operation: "deposited", status: "1", checksum: "A".repeat(64) };
    const statuses: number[] = [];
    for (let batch = 0; batch < 20; batch++) {
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, () => notify(forged)))));
    }
    expect(statuses.every((status) => status === 200)).toBe(true);
    await drainBackground();
    await lookAtTheRest();
    await drainBackground();
    expect(await asked("getOrderStatusExtended")).toBeLessThanOrEqual(1 + Math.floor((Date.now() - started) / 60_000));
    expect(await db.notification.count()).toBe(1000);
    expect(await thePayment()).toMatchObject({ status: "pending" });
    expect(await openProblems()).toEqual(["notification_signature"]);
    expect((await thePayment()).attempts[0]?.nextCheckAt?.getTime()).toBeLessThan(Date.now() + 61_000);
  });

  it.each([
    ["a wrong checksum", { checksum: "A".repeat(64) }, "invalid"],
    ["no checksum", {}, "absent"],
    ["two checksums", { checksum: "A" }, "invalid"],
  ])("%s: the bank is asked, so a truth told with it is found and a lie is not", async (_, more, signature) => {
    const { mdOrder } = await opened("1000.00", { callbackToken: KEY });
    await notify({ mdOrder, operation: "deposited", status: "1", ...more });
    await drainBackground();
    expect(await thePayment()).toMatchObject({ status: "pending" });
    expect((await stored())[0]).toMatchObject({ signature, verdict: "asked" });
  });

  it("what it claims is never believed: sums and states in it change nothing", async () => {
    const { mdOrder } = await opened();
    await notify({ mdOrder, operation: "deposited", status: "1", amount: "100000", depositedAmount: "100000", paymentState: "payment_deposited" });
    await drainBackground();
    expect(await thePayment()).toMatchObject({ status: "pending", captured: 0n });
  });

  it("the right key afterwards clears the problem by itself", async () => {
    const { uuid, mdOrder } = await opened("1000.00", { callbackToken: KEY });
    await notify({ mdOrder, operation: "deposited", status: "1", checksum: "BAD" });
    await drainBackground();
    expect(await openProblems()).toEqual(["notification_signature"]);
    await bank.payAsPayer(mdOrder);
    await invoiceWith(uuid, "succeeded");
    expect(await openProblems()).toEqual([]);
  });

  it("an address that is not one of ours is unknown, whatever is sent there", async () => {
    await openShop();
    for (const path of ["x", "A".repeat(40), "A".repeat(5_000), "%00", "..%2f"]) {
      const response = await fetch(`${hubUrl}/api/alfabank/callback/${path}?mdOrder=1`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
    }
    expect(await stored()).toEqual([]);
  });
});

describe("C-50 notifications that are not about a payment", () => {
  it.each([
    ["a binding", { bindingId: "b-1", clientId: "1", enabled: "true", operation: "bindingCreated" }, "not_about_an_order"],
    ["nothing at all", {}, "not_about_an_order"],
  ])("%s: stored and ignored", async (_, parameters, why) => {
    await openShop();
    expect(await notify(parameters as Parameters)).toBe(200);
    await drainBackground();
    expect(await verdicts()).toEqual([why]);
    expect(await bank.requests()).toEqual([]);
  });

  it("an operation nobody knows, about an order of ours: a question like any other", async () => {
    const { mdOrder } = await opened();
    expect(await notify({ mdOrder, operation: "fooBar", status: "maybe" })).toBe(200);
    await drainBackground();
    expect(await verdicts()).toEqual(["asked"]);
    expect(await thePayment()).toMatchObject({ status: "pending" });
  });

  it("personal values of a notification are not stored", async () => {
    const { mdOrder } = await opened();
    const secrets = { maskedPan: "411111**1111", cardholderName: "IVAN IVANOV", email: "a@b.ru", phone: "79990001122", ip: "203.0.113.7" };
    await notify({ mdOrder, operation: "deposited", status: "1", ...secrets });
    const text = JSON.stringify((await stored()).map(({ payload }) => payload));
    for (const value of Object.values(secrets)) expect(text).not.toContain(value);
    expect(text).toContain("[hidden]");
  });
});

it("C-80 a shop that was switched off: its open payments are followed to their end", async () => {
  const { uuid, mdOrder } = await opened();
  await db.sync.updateMany({ data: { enabled: false, disabledAt: new Date() } });
  await db.connection.updateMany({ data: { frozen: true } });
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, "succeeded");
  expect((await crm.refund({ invoice: uuid, amount: "100.00" })).ok).toBe(true);
  const other = await openAsPayer((await thePayment()).slug === "" ? "" : crm.getInvoice({ invoice: uuid }).link ?? "");
  expect(other.page).toContain("Заказ оплачен");
});

it("C-58 one refund, seen in the answer, by notification, by polling and in the cabinet's list: one refund", async () => {
  const { uuid, mdOrder } = await paid("1000.00", { callbackToken: KEY });
  await crm.refund({ invoice: uuid, amount: "300" });
  await bank.sendCallback(mdOrder, "refunded", true);
  await letAllSettle();
  await bank.sendCallback(mdOrder, "refunded", true);
  await letAllSettle();
  const { refunds } = await thePayment();
  expect(refunds).toMatchObject([{ amount: 30_000n, origin: "crm", status: "succeeded" }]);
  expect(crm.getInvoice({ invoice: uuid }).refunds).toMatchObject([{ amount: "300.00", externalId: refunds[0]?.id }]);
});
