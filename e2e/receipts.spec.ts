import type { Page } from "@playwright/test";
import { expect, test } from "#testing/e2e-hub.ts";
import type { Shop } from "#testing/e2e-shop.ts";
import { expectAccessible } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, main, speak } from "./kit/visitor.ts";

/** Receipts from the switch in a sync to the document at the data operator, and what goes wrong on the way. */

const login = "r-tea-receipts-api";
const password = "Receipts*1";
const customer = { firstName: "Анна", email: "anna@example.ru" };

/** A shop of its own in the owner's account: receipts would refuse the orders of other tests. */
async function openReceiptShop({ bank, client, connectionId, secrets }: Shop): Promise<{ id: string; shopCode: string }> {
  const callback = { signing: "symmetric", key: secrets.callbackToken } as const;
  await bank.addMerchant({ login, password, name: "Чайная с чеками", callback, cart: { receiptDelaySecs: 0 } });
  return client.post("/api/syncs", {
    connectionId,
    name: "Чайная с чеками",
    environment: "sandbox",
    login,
    password,
    callbackToken: secrets.callbackToken,
    confirmation: "auto",
    taxSystem: 0,
  });
}

/** Three teas and a honey for 1639.99 with a discount that makes it 1600.00. */
const discounted = (crm: Shop["crm"]) =>
  crm.control.createOrder({
    items: [
      { name: "Чай «Утро»", price: "333.33", quantity: "3", vat: "vat22" },
      { name: "Мёд липовый", price: "640.00", vat: "vat10" },
    ],
    sum: "1600.00",
    customer,
  });

async function issued(shop: Shop, order: { id: number; number: string }, shopCode: string) {
  const { link, invoice, message } = await shop.crm.control.issueInvoice({ order: order.id, shopCode });
  if (link === null || invoice === null) throw new Error(`no invoice: ${message ?? ""}`);
  return { number: order.number, uuid: invoice.uuid, link };
}

async function paid(shop: Shop, order: Awaited<ReturnType<typeof issued>>): Promise<string> {
  await fetch(order.link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } });
  await shop.bank.payAsPayer(await shop.mdOrderOf(order));
  await expect.poll(() => shop.crm.control.getInvoice({ invoice: order.uuid }).status).toBe("succeeded");
  return shop.paymentIdOf(order);
}

/** Documents come to the data operator, and the bank's word of them to the hub, in their own time. */
async function expectSoon(page: Page, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await look();
  }).toPass();
}

test("receipts are switched on, previewed, made, given back in part, and failures are told", async ({ page, context, hub, owner, shop }) => {
  const complaints = complaintsOf(page);
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  const sync = await openReceiptShop(shop);

  await test.step("the form: a wrong number stays at its field, then receipts are on", async () => {
    await page.goto(`${hub.url}/syncs/${sync.id}`);
    await page.getByRole("link", { name: "выключены" }).click();
    await expect(main(page).getByText("Чеки выключены: счета выставляются без состава.", { exact: false })).toBeVisible();
    await page.getByRole("switch", { name: "Передавать банку состав чека" }).check();
    const discount = page.getByRole("textbox", { name: /Самая большая скидка/ });
    await discount.fill("101");
    await page.getByRole("button", { name: "Сохранить" }).click();
    await expect(discount).toBeFocused();
    await expect(discount).toHaveAttribute("aria-invalid", "true");
    await discount.fill("30");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Сохранить" }).click();
    await expect(page.getByText("Настройки чеков сохранены")).toBeVisible();
    await page.goto(`${hub.url}/syncs/${sync.id}`);
    await expect(page.getByRole("link", { name: "передаём" })).toBeVisible();
  });

  const order = await issued(shop, discounted(shop.crm), sync.shopCode);

  await test.step("the preview explains every kopeck of a stored order", async () => {
    await page.goto(`${hub.url}/syncs/${sync.id}/receipt`);
    await page.getByRole("tab", { name: "Проверка чека" }).click();
    await page.getByRole("combobox", { name: "Платёж" }).fill(order.number);
    await page.getByRole("option", { name: order.number }).click();
    await page.getByRole("button", { name: "Составить чек" }).click();
    await expect(page.getByRole("heading", { name: "Чек на 1 600,00 ₽" })).toBeVisible();
    await expect(main(page).getByText("Скидка на заказ 39,99 ₽ разложена на 2 строки")).toBeVisible();
    await expect(main(page).getByText(/«Чай "Утро"» разделена:/)).toBeVisible();
    const sums = await page.getByRole("table", { name: "Строки чека" }).getByRole("row").filter({ hasText: "Полная предоплата" }).locator("td:last-child").allInnerTexts();
    const kopecks = sums.map((sum) => Number(sum.replaceAll(/\D/g, "")));
    expect(kopecks.reduce((sum, line) => sum + line, 0)).toBe(160_000);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    // The frame slides to its new shape.
    await expect(() => expectFits(page)).toPass();
    await expect(page.getByRole("list", { name: "Строки чека" }).getByRole("listitem")).toHaveCount(sums.length);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  await test.step("what cannot become a receipt says why, before and while an invoice is issued", async () => {
    await page.getByText("Вставить вызов").click();
    const call = page.getByRole("textbox", { name: "Вызов RetailCRM" });
    await call.fill('{"amount": 10');
    await page.getByRole("button", { name: "Составить чек" }).click();
    await expect(main(page).getByText("Это не JSON.", { exact: false })).toBeVisible();
    const item = { name: "Сыр", price: 100, quantity: 1 };
    await call.fill(JSON.stringify({ amount: 100, currency: "RUB", items: [item], customer }));
    await page.getByRole("button", { name: "Составить чек" }).click();
    await expect(main(page).getByText("Чек составить нельзя")).toBeVisible();
    await expect(main(page).getByText(/«Сыр».+НДС/).first()).toBeVisible();
    await expectAccessible(page);

    const nameless = shop.crm.control.createOrder({ items: [{ name: "Сыр", price: "100.00", vat: null }], customer });
    const refused = await shop.crm.control.issueInvoice({ order: nameless.id, shopCode: sync.shopCode });
    expect(refused).toMatchObject({ ok: false, link: null });
    expect(refused.message).toMatch(/«Сыр».+НДС/);
  });

  const paymentId = await paid(shop, order);

  await test.step("paid: the receipt with its lines, rates and address at the data operator", async () => {
    await page.goto(`${hub.url}/payments/${paymentId}`);
    const receipts = page.getByRole("table", { name: "Чеки по платежу" });
    await expectSoon(page, () => expect(receipts.getByRole("row", { name: /Приход.*Пробит.*1 600,00/ })).toBeVisible({ timeout: 2_000 }));
    await expect(receipts.getByRole("link", { name: "Открыть чек" })).toHaveAttribute("href", /^https?:\/\/.+/);
    await page.getByRole("button", { name: "Состав чека" }).click();
    const lines = page.getByRole("table", { name: "Строки чека" });
    await expect(lines.getByRole("row", { name: /Чай "Утро".*22 %/ }).first()).toBeVisible();
    await expect(lines.getByRole("row", { name: /Мёд липовый.*10 %/ })).toBeVisible();
    await expect(main(page).getByText(/^22 %: .+ с .+/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a part goes back with lines of its own", async () => {
    await page.getByRole("button", { name: "Вернуть", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Сумма возврата").fill("500,00");
    await page.getByRole("dialog").getByRole("button", { name: "Вернуть 500,00 ₽" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    const receipts = page.getByRole("table", { name: "Чеки по платежу" });
    await expectSoon(page, () => expect(receipts.getByRole("row", { name: /Возврат.*Пробит.*500,00/ })).toBeVisible({ timeout: 2_000 }));
    await page.getByRole("button", { name: /^Возврат, 500,00 ₽: состав/ }).click();
    const lines = page.getByRole("table", { name: "Строки чека" }).filter({ visible: true });
    await expect(lines.getByRole("row", { name: /Итого.*500,00/ })).toBeVisible();
    expect(shop.crm.control.getInvoice({ invoice: order.uuid }).status).toBe("succeeded");
  });

  await test.step("a till that refuses is a problem with a way to the payment", async () => {
    await shop.bank.editMerchant(login, { cart: { receiptOutcome: "failed" } });
    const failing = await paid(shop, await issued(shop, discounted(shop.crm), sync.shopCode));
    await page.goto(`${hub.url}/payments/${failing}`);
    await expectSoon(page, () => expect(main(page).getByText("Касса или ОФД отказали.", { exact: false }).filter({ visible: true })).toBeVisible({ timeout: 2_000 }));
    await page.goto(`${hub.url}/`);
    await expect(main(page).getByText("Чек не пробит")).toBeVisible();
    await main(page).getByRole("alert").filter({ hasText: "Чек не пробит" }).getByRole("link", { name: "Открыть платёж" }).click();
    await expect(page).toHaveURL(`${hub.url}/payments/${failing}`);
  });
  expect(complaints).toEqual([]);
});
