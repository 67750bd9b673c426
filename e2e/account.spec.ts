import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "#testing/e2e-hub.ts";
import { startHubProcess } from "#testing/hub-process.ts";

/** What the browser refused or complained about; the content policy speaks here. */
const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const expected = /status of 40[0134]|status of 429/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  return complaints;
};

const accessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
};

const fillIn = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel(/^(Электронная почта|E-mail)$/).fill(email);
  await page.getByLabel(/^(Пароль|Password)$/).fill(password);
  await page.getByRole("button", { name: /^(Войти|Sign in)$/ }).click();
};

test.beforeEach(async ({ context, hub }) => {
  // Chosen in this browser, so that the account's own language, which one test changes, does not decide.
  await context.addCookies([{ name: "locale", value: "ru", url: hub.url }]);
});

test("a person signs in, keeps house and leaves", async ({ page, owner }) => {
  const complaints = complaintsOf(page);
  await page.goto("/settings?from=link");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings/);
  await expect(page.getByLabel("Электронная почта")).toBeFocused();

  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByText("Заполните поле")).toHaveCount(2);
  await fillIn(page, owner.email, "wrong password");
  await expect(page.getByRole("alert").filter({ hasText: "Неверная почта или пароль" })).toBeVisible();
  await accessible(page);

  await fillIn(page, owner.email, owner.password);
  await expect(page).toHaveURL(/\/settings\?from=link$/);
  await accessible(page);

  await page.getByLabel("Имя").fill("Анна");
  await page.getByRole("link", { name: "Справка" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Отмена" }).click();
  await page.getByLabel("Имя").press("Control+Enter");
  await expect(page.getByText("Профиль сохранён")).toBeVisible();
  await page.getByRole("link", { name: "Справка" }).click();
  await expect(page).toHaveURL(/\/help$/);

  await page.getByText("EN", { exact: true }).click();
  await expect(page.getByRole("link", { name: "Payments" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "User menu" }).click();
  await accessible(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in/);
  expect(complaints).toEqual([]);
});

test("another site cannot be reached through signing in", async ({ page, owner, hub }) => {
  await page.goto("/sign-in?callbackUrl=https://evil.example/steal");
  await fillIn(page, owner.email, owner.password);
  await expect(page).toHaveURL(`${hub.url}/`);
});

test("signing in works at 127.0.0.1 while the public address says localhost", async ({ page, owner, hub }) => {
  await page.goto(`${hub.url.replace("localhost", "127.0.0.1")}/settings`);
  await fillIn(page, owner.email, owner.password);
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/settings$/);
});

test("a session that was ended elsewhere leads to sign-in and back", async ({ page, owner, hub }) => {
  await page.goto("/settings");
  await fillIn(page, owner.email, owner.password);
  await expect(page.getByText("Этот браузер")).toBeVisible();
  await page.context().clearCookies();
  await page.getByLabel("Имя").fill("Борис");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await expect(page).toHaveURL(/\/sign-in\?reason=expired&callbackUrl=%2Fsettings/);
  await expect(page.getByText("Сеанс закончился")).toBeVisible();
  await fillIn(page, owner.email, owner.password);
  await expect(page).toHaveURL(`${hub.url}/settings`);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme });

    test("the menu opens, leads on and closes", async ({ page, owner }) => {
      const complaints = complaintsOf(page);
      await page.goto("/settings");
      await accessible(page);
      await fillIn(page, owner.email, owner.password);
      await expect(page.getByRole("heading", { name: "Настройки", level: 1 })).toBeVisible();
      await expect(page.getByRole("link", { name: "Платежи" })).toBeHidden();
      await page.getByRole("button", { name: "Открыть или закрыть меню" }).click();
      await accessible(page);
      await page.getByRole("link", { name: "Справка" }).click();
      await expect(page).toHaveURL(/\/help$/);
      await expect(page.getByRole("link", { name: "Платежи" })).toBeHidden();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
      expect(complaints).toEqual([]);
    });
  });
}

test("unknown addresses say so in the reader's language", async ({ page }) => {
  const answer = await page.goto("/nothing/here");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Страница не найдена" })).toBeVisible();
  await accessible(page);
});

test("the printed link makes the first owner, once", async ({ page }) => {
  test.setTimeout(180_000);
  const hub = await startHubProcess({ env: { LOG_LEVEL: "warn" } });
  try {
    const link = hub.setupUrl() ?? "";
    await page.goto(link);
    await accessible(page);
    await page.getByLabel("Электронная почта").fill("first@example.ru");
    await page.getByLabel("Пароль", { exact: true }).fill("short");
    await page.getByRole("button", { name: /Создать владельца/ }).click();
    await expect(page.getByText("Не меньше 10 символов", { exact: true })).toBeVisible();
    await page.getByLabel("Пароль", { exact: true }).fill("длинная фраза для входа");
    await page.getByRole("button", { name: /Создать владельца/ }).click();
    await expect(page).toHaveURL(`${hub.url}/`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Ссылка не действует" })).toBeVisible();
    await accessible(page);
  } finally {
    await hub.stop();
  }
});
