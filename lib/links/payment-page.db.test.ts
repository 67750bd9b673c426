import { request } from "node:http";
import { bank, crm, hubUrl, issue, openAsPayer, openShop } from "#testing/rehearsal.ts";
import { asked, held, letAllSettle, letLinkAge, MERCHANT, opened, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";

const result = (link: string) => openAsPayer(`${link}/result`);

/** fetch sets the Host header itself. */
const getWith = (url: string, headers: Record<string, string>): Promise<{ status: number; location: string | undefined; page: string }> =>
  new Promise((resolve, reject) => {
    const asking = request(url, { headers }, (response) => {
      let page = "";
      response.on("data", (chunk: Buffer) => (page += chunk.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, page });
      });
    });
    asking.on("error", reject).end();
  });

describe("a link with nothing to pay has its own page", () => {
  it("paid, held, refunded, cancelled, switched off, expired: in words, with the shop and the sum", async () => {
    const { uuid, link } = await paid("1000.00");
    const page = async () => {
      const { status, location, page: html } = await openAsPayer(link);
      expect([status, location]).toEqual([200, null]);
      expect(html).toContain("noindex");
      return html.replaceAll(/\p{Zs}/gu, " ");
    };
    expect(await page()).toContain("Заказ оплачен");
    expect(await page()).toContain("1 000,00 ₽");
    await crm.refund({ invoice: uuid });
    expect(await page()).toContain("Деньги возвращены");
    await db.payment.updateMany({ data: { status: "waitingForCapture" } });
    expect(await page()).toContain("Заказ оплачен");
    await db.payment.updateMany({ data: { status: "pending" } });
    await db.sync.updateMany({ data: { enabled: false } });
    expect(await page()).toContain("недоступна");
    await db.sync.updateMany({ data: { enabled: true, linkDays: 1 } });
    await db.payment.updateMany({ data: { createdAt: new Date(Date.now() - 2 * 86_400_000) } });
    expect(await page()).toContain("Срок ссылки истёк");
    await db.payment.updateMany({ data: { cancelRequestedAt: new Date() } });
    expect(await page()).toContain("Платёж отменён");
    await db.connection.updateMany({ data: { locale: "en" } });
    expect(await page()).toContain("The payment was cancelled");
  });

  it("switched off or frozen: the bank is not touched", async () => {
    const { link } = await opened();
    await letLinkAge(3_600);
    await bank.clearRequests();
    for (const off of [{ active: false }, { active: true, frozen: true }]) {
      await db.connection.updateMany({ data: off });
      expect((await openAsPayer(link)).page).toContain("недоступна");
    }
    expect(await bank.requests()).toEqual([]);
  });
});

describe("the page to which the bank sends the payer back", () => {
  it("paid: says so at once, though no notification has come", async () => {
    const { link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    const { page } = await result(link);
    expect(page).toContain("Заказ оплачен");
    expect(page).toContain("Вернуться в магазин");
    expect((await thePayment()).status).toBe("succeeded");
  });

  it("an unclear outcome is being checked, never success or failure, and the page looks again by itself", async () => {
    const { link, mdOrder } = await opened();
    await bank.payAsPayer(mdOrder, { pan: "5555555555555599", result: "leave" });
    const inChallenge = (await result(link)).page;
    await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
    await letLinkAge(0);
    await db.attempt.updateMany({ data: { settledAt: new Date(0), bankStatus: 0 } });
    const unreachable = (await result(link)).page;
    for (const page of [inChallenge, unreachable]) {
      expect(page).toContain("Проверяем оплату");
      expect(page).toContain('http-equiv="refresh"');
      expect(page).not.toMatch(/не прошла|Заказ оплачен/);
    }
  });

  it("declined: not paid, try again by the same link", async () => {
    const { link, mdOrder } = await opened();
    await bank.payAsPayer(mdOrder, { cvc: "999" });
    await letAllSettle();
    const { page } = await result(link);
    expect(page).toContain("Оплата не прошла");
    expect(page).toContain(`href="${new URL(link).pathname}"`);
  });

  it("back from a form nobody submitted: no failure, and the way to pay", async () => {
    const { link } = await opened();
    const { page } = await result(link);
    expect(page).toContain("Оплата пока не поступила");
    expect(page).not.toContain("не прошла");
  });

  it("held, cancelled, unknown, preview robots", async () => {
    const { uuid, link } = await held();
    expect((await result(link)).page).toContain("Заказ оплачен");
    await crm.cancel({ invoice: uuid });
    await letAllSettle();
    expect((await result(link)).page).toContain("Платёж отменён");
    expect((await result(`${hubUrl}/p/AAAAAAAAAA`)).status).toBe(404);
    await bank.clearRequests();
    await openAsPayer(`${link}/result`, "TelegramBot (like TwitterBot)");
    await fetch(`${link}/result`, { method: "HEAD" });
    expect(await bank.requests()).toEqual([]);
  });

  it("a page that refreshes itself does not question the bank every time", async () => {
    const { link } = await opened();
    await result(link);
    const before = await asked("getOrderStatusExtended");
    for (let times = 0; times < 10; times++) await result(link);
    expect(await asked("getOrderStatusExtended")).toBe(before);
  });

  it("hostile addresses of the shop are no way out of the page", async () => {
    const shop = await openShop();
    const order = crm.createOrder({ items: [{ name: "Чай", price: "10.00" }] });
    const { link, ok } = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode, returnUrl: "https://shop.example.ru/?a=1&b=%22%3E%3Cscript%3E" });
    expect(ok).toBe(true);
    const { page } = await result(link ?? "");
    expect(page).not.toContain("<script>");
    await db.payment.updateMany({ data: { returnUrl: "javascript:alert(1)", siteUrl: "data:text/html,x" } });
    expect((await result(link ?? "")).page).not.toMatch(/javascript:|data:text/);
  });
});

describe("C-65 the public address is what was configured, whatever the request says", () => {
  const evil = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };

  it("pages, registrations and short links", async () => {
    const shop = await openShop();
    const { link } = await issue(shop);
    await letLinkAge(7_200);
    await bank.clearRequests();
    const { status, location } = await getWith(link, evil);
    expect(status).toBe(302);
    expect(location).not.toContain("evil");
    const [registered] = await bank.requests({ method: "register" });
    expect(Object.values(registered?.fields ?? {}).join(" ")).not.toContain("evil");
    expect(registered?.fields["returnUrl"]).toMatch(new RegExp(`^${hubUrl}/p/`));
    expect((await getWith(`${link}/result`, evil)).page).not.toContain("evil");
    expect(link.startsWith(`${hubUrl}/p/`)).toBe(true);
  });
});

it("C-64 the link is short and made of letters that no messenger breaks", async () => {
  const { link } = await opened();
  const { pathname } = new URL(link);
  expect(pathname).toMatch(/^\/p\/[0-9A-Za-z]{10}$/);
  expect(link).toMatch(/^[A-Za-z0-9/:.-]+$/);
  expect(`Заказ 1001 ждёт оплаты: https://pay.example.ru${pathname}`.length).toBeLessThanOrEqual(70);
});
