import { expect, test } from "@playwright/test";
import { startHubProcess } from "#testing/hub-process.ts";
import { expectAccessible } from "./kit/accessible.ts";
import { CrmManager } from "./kit/crm-manager.ts";
import { confirm3ds, expectDeclined, payWith } from "./kit/payer.ts";
import { complaintsOf, main } from "./kit/visitor.ts";

/** The product's whole job as three people see it: a merchant, a manager who never sees the hub, and a payer. */

test("Russian, at a desk, charged at once: from a fresh hub to “paid” in RetailCRM", async ({ page, context, browser }) => {
  const hub = await startHubProcess({ env: { LOG_LEVEL: "warn" } });
  try {
    const complaints = complaintsOf(page);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);

    await test.step("the printed link makes the first owner, once", async () => {
      const link = hub.setupUrl() ?? "";
      await page.goto(link);
      await expectAccessible(page);
      await page.getByLabel("Электронная почта").fill("first@example.ru");
      await page.getByLabel("Пароль", { exact: true }).fill("short");
      await page.getByRole("button", { name: /Создать владельца/ }).click();
      await expect(page.getByText("Не меньше 10 символов", { exact: true })).toBeVisible();
      await page.getByLabel("Пароль", { exact: true }).fill("длинная фраза для входа");
      await page.getByRole("button", { name: /Создать владельца/ }).click();
      await expect(page).toHaveURL(`${hub.url}/`);
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "Ссылка не действует" })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("an empty hub says where to begin", async () => {
      await page.goto(`${hub.url}/`);
      await expect(main(page).getByText("Сделано 0 из 4")).toBeVisible();
      await expect(page.getByRole("heading", { name: "Репетиция за пять минут" })).toBeVisible();
      await page.goto(`${hub.url}/syncs`);
      await expect(main(page).getByText("Сначала подключите RetailCRM")).toBeVisible();
      await page.goto(`${hub.url}/payments`);
      await expect(main(page).getByText("Платежей пока нет")).toBeVisible();
    });

    await test.step("RetailCRM: what is wrong is said at its place and nothing is saved; then it is connected", async () => {
      const address = page.getByLabel("Адрес RetailCRM");
      const key = page.getByLabel("Ключ API", { exact: true });
      await page.goto(`${hub.url}/connections/new`);
      await address.fill("https://demo.retailcrm.ru.evil.example");
      await key.fill("x");
      await page.getByRole("button", { name: "Проверить подключение" }).click();
      await expect(main(page).getByText("Подключить пока нельзя")).toBeVisible();
      await expect(main(page).getByText("Этот адрес не принадлежит RetailCRM")).toBeVisible();
      await expectAccessible(page);

      await page.getByRole("button", { name: "Взять встроенную CRM" }).click();
      await expect(address).not.toHaveValue(/evil/);
      // A verdict goes together with what it was about.
      await expect(main(page).getByText("Подключить пока нельзя")).toBeHidden();
      await key.fill("wrong-key-of-a-hurried-person");
      await page.getByRole("button", { name: "Подключить", exact: true }).click();
      await expect(main(page).getByText(/RetailCRM не принимает этот ключ/).first()).toBeVisible();
      expect(await (await page.request.get(`${hub.url}/api/connections`)).json()).toEqual({ items: [] });

      await page.getByRole("button", { name: "Взять встроенную CRM" }).click();
      await expect(key).not.toHaveValue(/hurried/);
      await page.getByRole("button", { name: "Проверить подключение" }).click();
      await expect(main(page).getByText("Всё в порядке, можно подключать")).toBeVisible();
      await page.getByRole("button", { name: "Подключить", exact: true }).click();
      await expect(page).toHaveURL(/\/connections\/[0-9a-f-]{36}$/);
      await expect(main(page).getByText("Зарегистрирован", { exact: true })).toBeVisible();
      expect(await page.content()).not.toContain("EXAMPLEapiKEY");
    });

    await test.step("a sync: errors at their fields, then saved, registered, and its address copied", async () => {
      await page.getByRole("link", { name: "Создать синхронизацию" }).click();
      await page.getByRole("button", { name: "Создать", exact: true }).click();
      await expect(main(page).getByText("Заполните поле")).toHaveCount(3);
      await expect(page.getByLabel("Название")).toBeFocused();
      await page.getByLabel("Логин API").fill("r-shop-operator");
      await page.getByLabel("Название").fill("Чайная лавка");
      await expect(main(page).getByText(/открывает только кабинет банка/)).toBeVisible();

      await page.getByRole("button", { name: "Подставить доступ тренажёра" }).click();
      await expect(page.getByLabel("Логин API")).toHaveValue(/-api$/);
      const password = page.getByLabel("Пароль API", { exact: true });
      await password.fill("wrong password");
      await page.getByRole("button", { name: "Создать", exact: true }).click();
      await expect(password).toHaveAccessibleDescription(/Банк отказал в доступе/);
      await expect(page).toHaveURL(/\/syncs\/new/);

      await page.getByRole("button", { name: "Подставить доступ тренажёра" }).click();
      await expect(password).not.toHaveValue(/wrong/);
      await page.getByRole("button", { name: /Проверить/ }).click();
      await expect(main(page).getByText("Банк принял логин и пароль")).toBeVisible();
      // Leaving asks; Ctrl+Enter saves from any field.
      await page.getByRole("link", { name: "Справка" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Отмена" }).click();
      await page.getByLabel("Название").press("Control+Enter");
      await expect(page).toHaveURL(/\/syncs\/[0-9a-f-]{36}$/);
      await expect(main(page).getByText(/Магазин «Чайная лавка .+ известен RetailCRM с .+\d\d:\d\d/)).toBeVisible();

      const webhook = page.getByLabel("Адрес", { exact: true });
      await expect(webhook).toHaveValue(/\/api\/alfabank\/callback\/[0-9A-Za-z]{32,}$/);
      await page.getByRole("button", { name: "Скопировать: Адрес" }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await webhook.inputValue());
    });

    const crm = new CrmManager(await (await browser.newContext()).newPage(), `${hub.url}/sandbox/crm`, "ru");
    const payer = await (await browser.newContext()).newPage();
    const strangeNoises = [crm.page, payer].map(complaintsOf);
    await crm.openOrder(1);
    const link = await test.step("the manager issues an invoice and finds a short link in the order", () => crm.issueInvoice());
    expect(link).toMatch(new RegExp(`^${hub.url}/p/[0-9A-Za-z]{10}$`));

    await test.step("the payer's first card is declined, the second asks for 3-D Secure and pays", async () => {
      await payer.goto(link);
      await expect(payer).toHaveURL(/payment_ru\.html\?mdOrder=/);
      await expect(payer.getByText("1 999,90 ₽").first()).toBeVisible();
      await expect(payer.getByText(/^(29|30):\d\d$/)).toBeVisible();
      await payWith(payer, "ru", "wrongCvc");
      await expectDeclined(payer, "ru");
      // Lost and found: the same link leads back to paying.
      await payer.goto(link);
      await payWith(payer, "ru", "secured");
      await confirm3ds(payer, "ru");
      await expect(payer).toHaveURL(/\/p\/[0-9A-Za-z]{10}\/result/);
      await expect(payer.getByRole("heading", { name: "Заказ оплачен" })).toBeVisible();
      await payer.getByRole("link", { name: "Вернуться в магазин" }).click();
      await expect(payer.getByRole("heading", { name: "Спасибо за заказ!" })).toBeVisible();
      await expect(payer.getByText("Заказ 1001A: ✓ Оплачен")).toBeVisible();
    });

    await test.step("the order in RetailCRM turned “paid” by itself", async () => {
      await crm.expectStatus("Оплачен");
    });

    await test.step("the hub's list and the payment's page tell the whole story", async () => {
      await page.goto(`${hub.url}/payments`);
      const row = page.getByRole("row", { name: /1001A/ });
      await expect(row.getByText("Оплачен", { exact: true })).toBeVisible();
      await row.getByRole("link").click();
      await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
      for (const event of ["RetailCRM выставила счёт на", "Банк отклонил оплату", "Оплачено 1 999,90", "RetailCRM приняла статус «Оплачен»"]) {
        await expect(main(page).getByText(event)).toBeVisible();
      }
      await page.goto(`${hub.url}/`);
      await expect(main(page).getByText("Сделано 3 из 4")).toBeVisible();
    });
    expect([complaints, strangeNoises.flat()]).toEqual([[], []]);
  } finally {
    await hub.stop();
  }
});
