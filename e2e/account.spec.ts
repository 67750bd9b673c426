import { expect, test } from "#testing/e2e-hub.ts";
import { expectAccessible } from "./kit/accessible.ts";
import { complaintsOf, expectFits, fillSignIn, speak } from "./kit/visitor.ts";

test.beforeEach(async ({ context, hub }) => {
  // Chosen in this browser, so that the account's own language, which one test changes, does not decide.
  await speak(context, "ru", hub.url);
});

test("a person signs in, keeps house and leaves", async ({ page, owner }) => {
  const complaints = complaintsOf(page);
  await page.goto("/settings?from=link");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings/);
  await expect(page.getByLabel("Электронная почта")).toBeFocused();

  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByText("Заполните поле")).toHaveCount(2);
  await fillSignIn(page, { email: owner.email, password: "wrong password" });
  await expect(page.getByRole("alert").filter({ hasText: "Неверная почта или пароль" })).toBeVisible();
  await expectAccessible(page);

  await fillSignIn(page, owner);
  await expect(page).toHaveURL(/\/settings\?from=link$/);
  await expectAccessible(page);

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
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  // The page gone back to may itself be on its way to sign-in, and interrupt.
  await expect(() => page.goto("/settings")).toPass();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(complaints).toEqual([]);
});

test("another site cannot be reached through signing in", async ({ page, owner, hub }) => {
  await page.goto("/sign-in?callbackUrl=https://evil.example/steal");
  await fillSignIn(page, owner);
  await expect(page).toHaveURL(`${hub.url}/`);
});

test("signing in works at 127.0.0.1 while the public address says localhost", async ({ page, owner, hub }) => {
  await page.goto(`${hub.url.replace("localhost", "127.0.0.1")}/settings`);
  await fillSignIn(page, owner);
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/settings$/);
});

test("a session that was ended elsewhere leads to sign-in and back", async ({ page, owner, hub }) => {
  await page.goto("/settings");
  await fillSignIn(page, owner);
  await expect(page.getByText("Этот браузер")).toBeVisible();
  await page.context().clearCookies();
  await page.getByLabel("Имя").fill("Борис");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await expect(page).toHaveURL(/\/sign-in\?reason=expired&callbackUrl=%2Fsettings/);
  await expect(page.getByText("Сеанс закончился")).toBeVisible();
  await fillSignIn(page, owner);
  await expect(page).toHaveURL(`${hub.url}/settings`);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme });

    test("the menu opens, leads on and closes", async ({ page, owner }) => {
      const complaints = complaintsOf(page);
      await page.goto("/settings");
      await expectAccessible(page);
      await fillSignIn(page, owner);
      await expect(page.getByRole("heading", { name: "Настройки", level: 1 })).toBeVisible();
      await expect(page.getByRole("link", { name: "Платежи" })).toBeHidden();
      await page.getByRole("button", { name: "Открыть или закрыть меню" }).click();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Справка" }).click();
      await expect(page).toHaveURL(/\/help$/);
      await expect(page.getByRole("link", { name: "Платежи" })).toBeHidden();
      await expectFits(page);
      expect(complaints).toEqual([]);
    });
  });
}

test("unknown addresses say so in the reader's language", async ({ page }) => {
  const answer = await page.goto("/nothing/here");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Страница не найдена" })).toBeVisible();
  await expectAccessible(page);
});
