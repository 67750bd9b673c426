import type { Browser, Page } from "@playwright/test";
import { expect, test } from "#testing/e2e-hub.ts";
import type { Issued, Shop } from "#testing/e2e-shop.ts";
import { confirm3ds, fillIn, payWith, pressPay } from "./kit/payer.ts";
import { expectFits } from "./kit/visitor.ts";

/** The short link as payers meet it: on a phone, in Russian, on another day than the manager meant. */

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

/** Where payers without scripts, with a slow network and an old telephone come to. */
async function withoutScripts(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  return context.newPage();
}

async function expectNotice(page: Page, link: string, title: string, status = 200): Promise<void> {
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(status);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  const headers = await answer?.allHeaders();
  expect(headers).toMatchObject({ "x-robots-tag": "noindex, nofollow", "referrer-policy": "no-referrer", "cache-control": "no-store" });
}

const expectForm = (page: Page): Promise<void> => expect(page).toHaveURL(/\/payment_ru\.html\?mdOrder=/);

async function pay(page: Page, shop: Shop, issued: Issued): Promise<void> {
  await page.goto(issued.link);
  await payWith(page, "ru", "plain");
  await expect(page.getByRole("heading", { name: "Заказ оплачен" })).toBeVisible();
  await expect.poll(() => shop.crm.control.getInvoice({ invoice: issued.uuid }).status).toBe("succeeded");
}

test("the bank's page has run out: the same link gives a fresh one", async ({ page, shop }) => {
  const issued = await shop.issue();
  await page.goto(issued.link);
  await expectForm(page);
  const first = await shop.mdOrderOf(issued);
  await shop.bank.expire(first);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Сессия оплаты уже истекла" })).toBeVisible();
  await shop.bank.settle();
  await expect(async () => {
    await page.goto(issued.link);
    await expect(page.getByText(/^(29|30):\d\d$/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await shop.mdOrderOf(issued)).not.toBe(first);
  await pay(page, shop, issued);
});

test("two tabs, one order: opening twice does not make two things to pay", async ({ page, context, shop }) => {
  const issued = await shop.issue("700.00");
  const other = await context.newPage();
  await Promise.all([page.goto(issued.link), other.goto(issued.link)]);
  await expectForm(page);
  expect(other.url()).toBe(page.url());
  await fillIn(other, "ru", "plain");
  await payWith(page, "ru", "secured");
  await confirm3ds(page, "ru");
  await expect(page.getByRole("heading", { name: "Заказ оплачен" })).toBeVisible();
  await pressPay(other, "ru");
  await expect(other.getByRole("heading", { name: "Заказ оплачен" })).toBeVisible();
  expect(await shop.bank.order(await shop.mdOrderOf(issued))).toMatchObject({ deposited: 70_000 });
});

test("a page of the bank in another tab cannot be paid after the manager has cancelled", async ({ page, browser, shop }) => {
  const issued = await shop.issue();
  await page.goto(issued.link);
  await expectForm(page);
  await fillIn(page, "ru", "plain");
  const mdOrder = await shop.mdOrderOf(issued);
  expect(await shop.crm.control.cancel({ invoice: issued.uuid })).toMatchObject({ ok: true });
  await pressPay(page, "ru");
  await expect(page.getByRole("heading", { name: "Платёж отменён" })).toBeVisible();
  expect((await shop.bank.order(mdOrder)).status).toBe(6);
  expect(shop.crm.control.getInvoice({ invoice: issued.uuid }).status).toBe("canceled");
  const later = await withoutScripts(browser);
  await expectNotice(later, issued.link, "Платёж отменён");
  await expectFits(later);
});

test("paid and given back: the link says so and takes no second payment", async ({ page, browser, shop }) => {
  const issued = await shop.issue("1500.00");
  await pay(page, shop, issued);
  const later = await withoutScripts(browser);
  await expectNotice(later, issued.link, "Заказ оплачен");
  await expect(later.getByText("1 500,00 ₽")).toBeVisible();
  await later.getByRole("link", { name: "Вернуться в магазин" }).click();
  await expect(later.getByRole("heading", { name: "Спасибо за заказ!" })).toBeVisible();
  expect(await shop.crm.control.refund({ invoice: issued.uuid })).toMatchObject({ ok: true });
  await expectNotice(later, issued.link, "Деньги возвращены");
});

test("a shop that is switched off takes nothing, and takes it again when it is on", async ({ page, browser, shop }) => {
  const issued = await shop.issue();
  const answer = await shop.client.fetch(`/api/syncs/${shop.syncId}`, { method: "DELETE" });
  expect(answer.status).toBe(200);
  try {
    const visitor = await withoutScripts(browser);
    await expectNotice(visitor, issued.link, "Оплата временно недоступна");
    await expectFits(visitor);
  } finally {
    await shop.client.fetch(`/api/syncs/${shop.syncId}`, { method: "PATCH", body: JSON.stringify({ enabled: true }) });
  }
  await page.goto(issued.link);
  await expectForm(page);
});

test("an unknown link says nothing about anybody", async ({ browser, hub, shop }) => {
  const visitor = await withoutScripts(browser);
  for (const path of ["/p/0000000000", "/p/0000000000/result"]) {
    await expectNotice(visitor, `${hub.url}${path}`, "Ссылка не найдена", 404);
    expect(await visitor.content()).not.toContain(shop.name);
  }
});
