import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type HubProcess, startHubProcess } from "#testing/hub-process.ts";

/** The screens as a merchant meets them: from nothing to a payment, with a hub of their own so that "nothing yet" is true. */

const owner = { email: "merchant@example.ru", password: "correct horse battery" };

let hub: HubProcess;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  hub = await startHubProcess({
    env: { HUB_ADMIN_EMAIL: owner.email, HUB_ADMIN_PASSWORD: owner.password, LOG_LEVEL: "warn" },
  });
});

test.afterAll(async () => {
  await hub.stop();
});

/** What the browser complained about: scripts, the content policy, texts that a catalog lacks. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 40[04]/.test(message.text())) complaints.push(message.text());
  });
  return complaints;
};

/** While a page streams in, a copy of its words waits unseen outside of here. */
const main = (page: Page) => page.getByRole("main");

const accessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
};

const speak = (context: BrowserContext, locale: "ru" | "en"): Promise<void> =>
  context.addCookies([{ name: "locale", value: locale, url: hub.url }]);

const enter = async (page: Page): Promise<void> => {
  await page.goto(`${hub.url}/sign-in`);
  await page.locator("input[name=email]").fill(owner.email);
  await page.locator("input[type=password]").fill(owner.password);
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(`${hub.url}/`);
};

/** As the manager in the CRM, then as the payer at the bank. */
const issueInvoice = async (page: Page, order: number): Promise<string> => {
  await page.goto(`${hub.url}/sandbox/crm/orders/${String(order)}/edit`);
  await page.getByRole("button", { name: "Выставить счёт" }).click();
  await expect(main(page).getByText("Счёт выставлен").first()).toBeVisible();
  return /http:\/\/[^"<\s]+\/p\/[0-9A-Za-z]{10}/.exec(await page.content())?.[0] ?? "";
};

const payByCard = async (page: Page, link: string): Promise<void> => {
  await page.goto(link);
  await page.locator("[name=pan]").fill("4444555511113333");
  await page.locator("[name=expiry]").fill("12/34");
  await page.locator("[name=cvc]").fill("123");
  await page.locator("button.main").click();
  await expect(page).toHaveURL(/\/p\/[0-9A-Za-z]{10}\/result/);
};

test("from an empty hub to a payment that was partly given back", async ({ page, context }) => {
  test.setTimeout(180_000);
  await speak(context, "ru");
  const complaints = complaintsOf(page);
  await enter(page);
  await expect(main(page).getByText("Сделано 0 из 4")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Репетиция за пять минут" })).toBeVisible();
  await page.goto(`${hub.url}/syncs`);
  await expect(main(page).getByText("Сначала подключите RetailCRM")).toBeVisible();
  await page.goto(`${hub.url}/payments`);
  await expect(main(page).getByText("Платежей пока нет")).toBeVisible();

  // What is wrong is said at once, per step, and nothing is saved.
  await page.goto(`${hub.url}/connections/new`);
  await page.getByLabel("Адрес RetailCRM").fill("https://demo.retailcrm.ru.evil.example");
  await page.getByLabel("Ключ API", { exact: true }).fill("x");
  await page.getByRole("button", { name: "Проверить подключение" }).click();
  await expect(main(page).getByText("Подключить пока нельзя")).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: "Взять встроенную CRM" }).click();
  await expect(page.getByLabel("Адрес RetailCRM")).not.toHaveValue(/evil/);
  await page.getByRole("button", { name: "Проверить подключение" }).click();
  await expect(main(page).getByText("Всё в порядке, можно подключать")).toBeVisible();
  await page.getByRole("button", { name: "Подключить", exact: true }).click();
  await expect(page).toHaveURL(/\/connections\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText("Зарегистрирован", { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(await page.content()).not.toContain("EXAMPLEapiKEY");

  await page.getByRole("link", { name: "Создать синхронизацию" }).click();
  await page.getByRole("button", { name: "Создать", exact: true }).click();
  await expect(main(page).getByText("Заполните поле")).toHaveCount(3);
  await expect(page.getByLabel("Название")).toBeFocused();
  await page.getByLabel("Логин API").fill("r-shop-operator");
  await page.getByLabel("Название").fill("Чайная лавка");
  await expect(main(page).getByText(/открывает только кабинет банка/)).toBeVisible();
  await page.getByRole("button", { name: "Подставить доступ тренажёра" }).click();
  await expect(page.getByLabel("Логин API")).toHaveValue(/-api$/);
  await page.getByRole("button", { name: "Проверить доступ" }).click();
  await expect(main(page).getByText("Банк принял логин и пароль")).toBeVisible();

  // Leaving asks; Ctrl+Enter saves from any field.
  await page.getByRole("link", { name: "Справка" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Отмена" }).click();
  await page.getByLabel("Название").press("Control+Enter");
  await expect(page).toHaveURL(/\/syncs\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText(/известен RetailCRM с/)).toBeVisible();
  await expect(page.getByLabel("Адрес", { exact: true })).toHaveValue(/\/api\/alfabank\/callback\/.{32,}/);

  const link = await issueInvoice(page, 1);
  await payByCard(page, link);
  await page.goto(`${hub.url}/payments`);
  const row = page.getByRole("row", { name: /1001A/ });
  await expect(row.getByText("Оплачен", { exact: true })).toBeVisible();
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText("RetailCRM приняла статус «Оплачен»")).toBeVisible();

  await page.getByRole("button", { name: "Вернуть" }).click();
  const dialog = page.getByRole("dialog");
  const sum = dialog.getByLabel("Сумма возврата, ₽");
  await expect(sum).toHaveValue("1999,90");
  await sum.fill("2000");
  await expect(dialog.getByText(/Больше, чем можно/)).toBeVisible();
  await sum.fill("500,50");
  await accessible(page);
  await dialog.getByRole("button", { name: /Вернуть 500,50/ }).click();
  await expect(dialog).toBeHidden();
  await expect(main(page).getByText("Возвращён частично")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Возвраты" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("filters live in the address", async ({ page, context }) => {
  await speak(context, "ru");
  await enter(page);
  await page.goto(`${hub.url}/payments?status=canceled&from=garbage&syncId=1`);
  await expect(page.getByRole("tab", { name: "Отменённые" })).toHaveAttribute("aria-selected", "true");
  await expect(main(page).getByText("Ничего не нашлось")).toBeVisible();
  await page.getByRole("button", { name: "Сбросить фильтры" }).first().click();
  await expect(page).toHaveURL(`${hub.url}/payments`);
  await page.keyboard.press("/");
  await page.keyboard.type("1001A");
  await expect(page).toHaveURL(/\?search=1001A$/);
  await expect(page.getByRole("row", { name: /1001A/ })).toBeVisible();
  await page.getByRole("tab", { name: "Оплачены" }).click();
  await expect(page).toHaveURL(/status=succeeded/);
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Все" })).toHaveAttribute("aria-selected", "true");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Скачать CSV" }).click();
  expect((await download).suggestedFilename()).toBe("payments.csv");
  await page.route("**/api/payments?*", (request) => request.abort());
  await page.getByRole("tab", { name: "Возвраты" }).click();
  await expect(main(page).getByText("Не удалось загрузить платежи")).toBeVisible({ timeout: 20_000 });
  await page.unroute("**/api/payments?*");
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(main(page).getByText("Ничего не нашлось")).toBeVisible();
});

test("a sync is switched off with a warning and on again without", async ({ page, context }) => {
  await speak(context, "ru");
  await enter(page);
  await page.goto(`${hub.url}/syncs`);
  await page.getByRole("link", { name: "Чайная лавка" }).click();
  await page.getByRole("button", { name: "Выключить" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Выключить" }).click();
  await expect(main(page).getByText("Новые счета не выставляются. Начатые платежи доводятся до конца.").first()).toBeVisible();
  await page.getByRole("button", { name: "Включить", exact: true }).click();
  await expect(page.getByRole("button", { name: "Выключить" })).toBeVisible();
});

const looks = [
  { locale: "ru", colorScheme: "light", width: 390 },
  { locale: "ru", colorScheme: "dark", width: 1280 },
  { locale: "en", colorScheme: "light", width: 1280 },
  { locale: "en", colorScheme: "dark", width: 390 },
] as const;

for (const { locale, colorScheme, width } of looks) {
  test.describe(`${locale}, ${colorScheme}, ${String(width)} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 844 } });

    test("every screen can be read by everybody and fits", async ({ page, context }) => {
      test.setTimeout(120_000);
      await speak(context, locale);
      const complaints = complaintsOf(page);
      await enter(page);
      const ids = await page.evaluate(async () => {
        const first = async (path: string) => ((await (await fetch(path)).json()) as { items: { id: string }[] }).items[0]?.id ?? "";
        return { connection: await first("/api/connections"), sync: await first("/api/syncs"), payment: await first("/api/payments") };
      });
      const paths = [
        "/",
        "/connections",
        "/connections/new",
        `/connections/${ids.connection}`,
        "/syncs",
        "/syncs/new",
        `/syncs/${ids.sync}`,
        `/syncs/${ids.sync}/edit`,
        "/payments",
        `/payments/${ids.payment}`,
        "/help#refunds",
      ];
      for (const path of paths) {
        await page.goto(`${hub.url}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.waitForLoadState("networkidle");
        await accessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
        if (locale === "en") {
          // What people typed may be Russian, and so may names of RetailCRM's own menus; headings are ours.
          const headings = await page.getByRole("heading").filter({ hasNotText: /лавка/ }).allInnerTexts();
          expect(headings.filter((text) => /[а-яё]/i.test(text))).toEqual([]);
        }
      }
      expect(complaints).toEqual([]);
    });
  });
}
