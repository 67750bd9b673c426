import { bank, crm, hubUrl, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { asked, eventsOf, letAllSettle, letLinkAge, MERCHANT, opened, openProblems, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { randomBase62 } from "#lib/ids.ts";

const payable = async () => (await bank.orders()).filter(({ status }) => [0, 5, 7].includes(status));

describe("the link never dies", () => {
  it("opened again after a minute: thirty minutes anew, and the old page cannot be paid", async () => {
    const { link, mdOrder } = await opened();
    await letLinkAge(300);
    const again = await openAsPayer(link);
    expect(again.mdOrder).not.toBe(mdOrder);
    expect(await bank.openPage(mdOrder)).toMatchObject({ kind: "error" });
    const page = await bank.openPage(again.mdOrder);
    expect(page.kind === "form" && page.remainingSecs > 29 * 60).toBe(true);
    expect(await payable()).toHaveLength(1);
  });

  it("a declined card: the same order, or a fresh one, can be paid by the same link", async () => {
    const { uuid, link, mdOrder } = await opened();
    await bank.payAsPayer(mdOrder, { cvc: "999" });
    await letAllSettle();
    expect(await thePayment()).toMatchObject({ status: "pending" });
    expect((await eventsOf("attempt_declined"))[0]?.detail).toMatchObject({ actionCode: 71_015 });
    await letLinkAge(300);
    const again = await openAsPayer(link);
    await bank.payAsPayer(again.mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    expect(await payable()).toHaveLength(0);
  });

  it("a card that ends the order at once: the link makes another", async () => {
    await openShop();
    await bank.editMerchant(MERCHANT, { session: { wrongCvcIsFinal: true } });
    const shop = await db.sync.findFirstOrThrow({ include: { connection: true } });
    const { link } = await issue({ ...shop, syncId: shop.id, clientId: shop.connection.clientId });
    const first = await openAsPayer(link);
    await bank.payAsPayer(first.mdOrder, { cvc: "999" });
    await letAllSettle();
    const again = await openAsPayer(link);
    expect(again).toMatchObject({ status: 302 });
    expect(again.mdOrder).not.toBe(first.mdOrder);
  });

  it.each([
    ["in 3-D Secure", { pan: "5555555555555599", result: "leave" as const }],
    ["waiting for SBP", { way: "sbp" as const }],
  ])("a payer %s is not disturbed by a second tab", async (_, payment) => {
    const { link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { money: { sbpPendingSecs: 600 } });
    await bank.payAsPayer(mdOrder, payment);
    await letLinkAge(300);
    expect(await openAsPayer(link)).toMatchObject({ status: 302, mdOrder });
    await letLinkAge(3_600);
    expect(await openAsPayer(link)).toMatchObject({ status: 302, mdOrder });
    expect(await asked("register")).toBe(1);
  });

  it("where orders cannot be ended the same form is given while it lives", async () => {
    const { link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    await letLinkAge(300);
    expect(await openAsPayer(link)).toMatchObject({ status: 302, mdOrder });
    expect(await asked("register")).toBe(1);
  });

  it("where orders cannot be ended and the bank is slow to write down the end of a session", async () => {
    const { link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false }, session: { expiryJobDelaySecs: 3_600 } });
    await bank.advance(2_000_000);
    await letLinkAge(2_000);
    const again = await openAsPayer(link);
    expect(again).toMatchObject({ status: 302 });
    expect(again.mdOrder).not.toBe(mdOrder);
  });

  it("a registration whose answer was lost, where orders cannot be ended", async () => {
    const shop = await openShop();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    await bank.addFault({ method: "register", kind: "answerLost" });
    const { link } = await issue(shop);
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
  });

  it("the bank registers and then names a foreign page: nobody is sent there", async () => {
    const shop = await openShop();
    const body = JSON.stringify({ orderId: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0", formUrl: "javascript:alert(1)" });
    await bank.addFault({ method: "register", kind: "custom", status: 200, contentType: "text/plain", body, times: -1 });
    const { link } = await issue(shop);
    const answer = await openAsPayer(link);
    expect(answer).toMatchObject({ status: 503, location: null });
    expect(answer.page).not.toContain("javascript");
  });

  it.each(["requestDropped", "http500", "html200", "tooMany429"] as const)("a bank in trouble (%s): the living form, or words to come back", async (kind) => {
    const { link, mdOrder } = await opened();
    await letLinkAge(300);
    await bank.addFault({ method: "*", kind, times: -1 });
    expect(await openAsPayer(link)).toMatchObject({ status: 302, mdOrder });
    await letLinkAge(7_200);
    const later = await openAsPayer(link);
    expect(later).toMatchObject({ status: 503, location: null });
    expect(later.page).toContain("Попробовать ещё раз");
    await bank.clearFaults();
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
  });
});

describe("what the CRM says when the payer comes", () => {
  it("C-16 the order was changed: the old sum is not charged", async () => {
    const shop = await openShop();
    const { order, link } = await issue(shop, "1000.00");
    crm.setOrderSum({ order: order.id, sum: "1200.00" });
    await bank.clearRequests();
    const answer = await openAsPayer(link);
    expect(answer).toMatchObject({ status: 200, location: null });
    expect(answer.page).toContain("отменён");
    expect(await bank.requests()).toEqual([]);
  });

  it("C-16 changed while the form was open: the money is told as money, with a problem", async () => {
    const { uuid, mdOrder } = await opened("1000.00");
    const order = crm.getInvoice({ invoice: uuid }).orderId;
    crm.setOrderSum({ order, sum: "1200.00" });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1000.00" });
    expect(await openProblems()).toEqual(["crm_rejected_paid"]);
  });

  it("C-16 mended in the CRM, or issued with the new sum: the link opens at once", async () => {
    const shop = await openShop();
    const { order, uuid, link } = await issue(shop, "1000.00");
    crm.setOrderSum({ order: order.id, sum: "1200.00" });
    expect((await openAsPayer(link)).page).toContain("отменён");
    crm.setOrderSum({ order: order.id, sum: "1000.00" });
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
    await bank.clearRequests();
    await crm.resendInvoice({ invoice: uuid, amount: "1200.00" });
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
    expect((await bank.requests({ method: "register" })).map(({ fields }) => fields["amount"])).toEqual(["120000"]);
  });

  it.each(["error-500", "error-503", "drop-before", "forbidden", "html-405"] as const)("unreachable (%s): the payer is let through", async (kind) => {
    const shop = await openShop();
    const { link } = await issue(shop);
    crm.addFault({ endpoint: "check", kind, times: null });
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
    expect((await eventsOf("crm_check"))[0]?.detail).toMatchObject({ valid: null });
  });

  it("too slow: the payer waits three seconds and no longer", async () => {
    const shop = await openShop();
    const { link } = await issue(shop);
    crm.addFault({ endpoint: "check", kind: "delay", delayMs: 600_000 });
    expect(await openAsPayer(link)).toMatchObject({ status: 302 });
  });
});

describe("strangers", () => {
  it.each(["short", "AbCdEf012", "AbCdEf01234", "AbCdEf012%00", "..%2f..%2fetc", "%27%20OR%201=1", "%D0%90bCdEf0123", "<script>12"])(
    "a slug that cannot be (%s) is simply unknown",
    async (slug) => {
      const response = await fetch(`${hubUrl}/p/${slug}`);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("text/html");
    },
  );

  it("C-62 guessing slugs: 404 that tells nothing, then 429; the right one still opens", async () => {
    const { link } = await opened();
    const seen: number[] = [];
    for (let tries = 0; tries < 40; tries++) {
      const { status, page } = await openAsPayer(`${hubUrl}/p/${randomBase62(10)}`);
      expect(page).not.toContain("shop");
      seen.push(status);
    }
    expect(seen.filter((status) => status === 404)).toHaveLength(30);
    expect(seen.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
    expect((await openAsPayer(link)).status).toBe(302);
    expect((await openAsPayer(`${link}/result`)).status).toBe(200);
    expect((await openAsPayer(`${hubUrl}/p/${randomBase62(10)}/result`)).status).toBe(429);
  });
});
