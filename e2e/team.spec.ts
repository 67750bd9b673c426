import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "#testing/e2e-hub.ts";
import { startHubProcess } from "#testing/hub-process.ts";
import { openPagesWhole } from "#testing/whole-pages.ts";

/** A connection and its people: what RetailCRM still needs, an invitation, a colleague who asks, and the last owner. */

const password = "correct horse battery";

const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes('status of 4')) complaints.push(message.text());
  });
  return complaints;
};

const accessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
};

const main = (page: Page) => page.getByRole("main");

async function visitor(browser: Browser, url: string, locale: "ru" | "en" = "ru"): Promise<Page> {
  const context = await browser.newContext();
  openPagesWhole(context);
  await context.addCookies([{ name: "locale", value: locale, url }]);
  return context.newPage();
}


test("an owner invites, a colleague joins, another asks, and the last owner stays", async ({ browser, hub, owner }) => {
  const page = await visitor(browser, hub.url);
  const complaints = complaintsOf(page);
  await page.goto(`${hub.url}/sign-in`);
  await page.locator("input[name=email]").fill(owner.email);
  await page.locator("input[type=password]").fill(owner.password);
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(`${hub.url}/`);

  await page.goto(`${hub.url}/connections/new`);
  await page.getByRole("button", { name: "Взять встроенную CRM" }).click();
  await expect(page.getByLabel("Адрес RetailCRM")).not.toHaveValue("");
  await page.getByRole("button", { name: "Подключить", exact: true }).click();
  await expect(page).toHaveURL(/\/connections\/[0-9a-f-]{36}$/);
  const address = page.url();

  // What the CRM's own reference books say.
  await expect(main(page).getByText("Нет ни одного типа оплаты, связанного с модулем")).toBeVisible();
  await expect(page.getByRole("link", { name: "Открыть типы оплат" })).toHaveAttribute("href", /\/admin\/payment-types$/);

  // A link that is shown once.
  await expect(main(page).getByText(owner.email)).toBeVisible();
  await page.getByRole("button", { name: "Пригласить" }).click();
  await page.getByRole("radio", { name: "Менеджер" }).check();
  await page.getByLabel("Для кого").fill("Ольга, бухгалтер");
  await page.getByRole("button", { name: "Создать ссылку" }).click();
  const link = await page.getByRole("textbox", { name: "Ссылка-приглашение" }).inputValue();
  expect(link).toMatch(/\/invite\/[0-9A-Za-z]{32}$/);
  await accessible(page);
  await page.getByRole("button", { name: "Готово" }).click();
  await expect(main(page).getByText("Ольга, бухгалтер")).toBeVisible();

  // Somebody without an account, in English.
  const guest = await visitor(browser, hub.url, "en");
  const guestComplaints = complaintsOf(guest);
  await guest.goto(link);
  await expect(guest.getByText("Your role: manager", { exact: false })).toBeVisible();
  await accessible(guest);
  await guest.getByRole("button", { name: "Create an account" }).click();
  await expect(guest.getByText("Fill in this field")).toHaveCount(2);
  await guest.getByLabel("E-mail").fill("olga@example.ru");
  await guest.getByLabel("Password", { exact: true }).fill(password);
  await guest.getByRole("button", { name: "Create an account" }).click();
  await expect(guest).toHaveURL(address);
  await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await guest.goto(link);
  await expect(guest.getByText("The invitation does not work")).toBeVisible();
  await accessible(guest);
  expect(guestComplaints).toEqual([]);

  // The last owner.
  await page.reload();
  await expect(main(page).getByText("olga@example.ru")).toBeVisible();
  await page.getByRole("button", { name: "Выйти из команды" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Выйти из команды" }).click();
  await expect(page.getByRole("dialog").getByText(/Это единственный владелец/)).toBeVisible();
  await accessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Отмена" }).click();

  // Thrown out, she comes back from the CRM and asks.
  await page.getByRole("button", { name: "Убрать: olga@example.ru" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Убрать", exact: true }).click();
  await expect(page.getByRole("button", { name: "Убрать: olga@example.ru" })).toHaveCount(0);
  await guest.goto(`${hub.url}/connections?open=${address.split("/").at(-1) ?? ""}`);
  await guest.getByRole("button", { name: "Ask for access" }).click();
  await expect(guest.getByText("The request has been sent to the owner", { exact: false })).toBeVisible();

  await page.goto(`${hub.url}/`);
  await expect(main(page).getByText("Коллега просит доступ")).toBeVisible();
  await page.getByRole("link", { name: "Ответить" }).click();
  await expect(page).toHaveURL(`${address}#team`);
  await expect(page.getByRole("button", { name: "Пустить: olga@example.ru" })).toBeVisible();
  await accessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole("button", { name: "Пустить: olga@example.ru" }).click();
  await expect(page.getByRole("button", { name: "Убрать: olga@example.ru" })).toBeVisible();
  await page.getByRole("combobox", { name: "Роль: olga@example.ru" }).click();
  await page.getByRole("option", { name: "Владелец" }).click();
  await expect(page.getByText("Роль изменена")).toBeVisible();
  await guest.goto(address);
  await expect(guest.getByRole("button", { name: "Invite" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a merchant without an account connects by one click, and sees the module being frozen", async ({ browser }) => {
  const hub = await startHubProcess({ env: { RETAILCRM_MODULE_SECRET: "demo-module-secret-01", LOG_LEVEL: "warn" } });
  try {
    const crm = await visitor(browser, hub.url);
    await crm.goto(`${hub.url}/sandbox/crm/admin/integration/list`);
    await crm.locator("[name=configUrl]").first().fill(`${hub.url}/api/retailcrm/config`);
    await crm.getByRole("button", { name: "Подключить" }).first().click();
    const opening = crm.waitForEvent("popup");
    await crm.getByRole("button", { name: "Открыть личный кабинет" }).click();
    const page = await opening;
    const complaints = complaintsOf(page);
    await expect(page).toHaveURL(/\/claim\/[0-9A-Za-z]{32}$/);
    const link = page.url();
    await accessible(page);
    await page.getByLabel("Электронная почта").fill("merchant@example.ru");
    await page.getByLabel("Пароль", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Создать учётную запись" }).click();
    await expect(page).toHaveURL(/\/connections\/[0-9a-f-]{36}$/);
    const address = page.url();
    await expect(main(page).getByText("Зарегистрирован", { exact: true })).toBeVisible();

    const stranger = await visitor(browser, hub.url);
    await stranger.goto(link);
    await expect(stranger.getByText("Ссылка не действует")).toBeVisible();
    await accessible(stranger);

    await crm.getByRole("button", { name: "Заморозить" }).click();
    await expect(crm.getByRole("button", { name: "Разморозить" })).toBeVisible();
    await page.goto(address);
    await expect(main(page).getByText("Заморожено", { exact: true })).toBeVisible();
    await page.goto(`${hub.url}/`);
    await expect(main(page).getByText("Модуль выключен в RetailCRM")).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await hub.stop();
  }
});
