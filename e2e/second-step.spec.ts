import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expect, test as withHub } from "#testing/e2e-hub.ts";
import { runProgram } from "#testing/run-program.ts";
import { expectAccessible, expectContrast } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, fillSignIn, main, speak } from "./kit/visitor.ts";

/** A code from an app on the phone beside the password. */

const person = { email: "careful@example.ru", password: "a very careful password" };

/** Somebody nobody else signs in as. */
const test = withHub.extend<object, { settings: Record<string, string> }>({
  settings: [
    async ({ hub }, use) => {
      const settings = { DATA_DIR: hub.dataDir, PORT: String(hub.port) };
      const made = await runProgram(["server/cli.ts", "user:create", "--email", person.email, "--password", person.password], settings);
      expect(made.code, made.output).toBe(0);
      await use(settings);
    },
    { scope: "worker", auto: true },
  ],
});

/** The next code is good already, whenever this one ends. */
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

async function leave(page: Page, hubUrl: string): Promise<void> {
  await page.context().clearCookies({ name: /session-token/ });
  await page.goto(`${hubUrl}/sign-in`);
}

test("is turned on with a picture and a code, asked for at sign-in, and turned off (ru, 1280 px)", async ({ page, context, hub }) => {
  const complaints = complaintsOf(page);
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, person);
  await page.goto(`${hub.url}/settings`);
  const section = main(page).getByRole("region", { name: "Двухэтапный вход" });
  await expect(section.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
  await section.getByRole("button", { name: "Включить" }).click();
  await section.getByLabel("Текущий пароль").fill("wrong password");
  await section.getByRole("button", { name: "Дальше" }).click();
  await expect(section.getByText("Неверный пароль")).toBeVisible();
  await section.getByLabel("Текущий пароль").fill(person.password);
  await section.getByRole("button", { name: "Дальше" }).click();
  await expect(section.getByRole("img", { name: "QR-код для приложения" })).toBeVisible();
  await expectAccessible(page);
  const secret = await section.getByRole("textbox", { name: "Ключ" }).inputValue();
  await section.getByLabel("Код из приложения").fill("000000");
  await section.getByRole("button", { name: "Подтвердить" }).click();
  await expect(section.getByText("Код не подошёл")).toBeVisible();
  await section.getByLabel("Код из приложения").fill(codeOf(secret));
  await section.getByRole("button", { name: "Подтвердить" }).click();
  await expect(section.getByRole("listitem")).toHaveCount(10);
  await expectAccessible(page);
  const recovery = await section.getByRole("listitem").first().innerText();
  await section.getByRole("button", { name: "Готово, сохранил" }).click();
  await expect(section.getByText("Осталось 10 кодов восстановления")).toBeVisible();

  await test.step("sign-in asks for a code and says when it is wrong", async () => {
    await leave(page, hub.url);
    await fillSignIn(page, person);
    await expect(page.getByLabel("Код подтверждения")).toBeFocused();
    await expect(page.getByText("user:second-step-off")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Код подтверждения").fill("123 456");
    await page.getByRole("button", { name: "Войти" }).click();
    await expect(page.getByText("Код не подошёл")).toBeVisible();
    await page.getByLabel("Код подтверждения").fill(codeOf(secret, 1));
    await page.getByRole("button", { name: "Войти" }).click();
    await expect(page).toHaveURL(`${hub.url}/`);
  });

  await test.step("a recovery code does as well", async () => {
    await leave(page, hub.url);
    await fillSignIn(page, person);
    await page.getByLabel("Код подтверждения").fill(recovery);
    await page.getByRole("button", { name: "Войти" }).click();
    await expect(page).toHaveURL(`${hub.url}/`);
  });

  await test.step("off again", async () => {
    await page.goto(`${hub.url}/settings`);
    await expect(section.getByText("Осталось 9 кодов восстановления")).toBeVisible();
    await section.getByRole("button", { name: "Выключить" }).click();
    await section.getByLabel("Текущий пароль").fill(person.password);
    await section.getByRole("button", { name: "Выключить" }).click();
    await expect(section.getByText("Выключен: для входа хватает пароля.")).toBeVisible();
    await leave(page, hub.url);
    await enter(page, hub.url, person);
  });
  expect(complaints).toEqual([]);
  expect(hub.output()).not.toContain(secret);
});

test("on a phone, dark, in English; the operator helps who has lost everything", async ({ page, context, hub, settings }) => {
  const complaints = complaintsOf(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await speak(context, "en", hub.url);
  await enter(page, hub.url, person);
  await page.goto(`${hub.url}/settings`);
  const section = main(page).getByRole("region", { name: "Two-step sign-in" });
  await section.getByRole("button", { name: "Turn on" }).click();
  await section.getByLabel("Current password").fill(person.password);
  await section.getByRole("button", { name: "Next" }).click();
  const secret = await section.getByRole("textbox", { name: "Key" }).inputValue();
  await expectFits(page);
  await expectContrast(page);
  await section.getByLabel("Code from the app").fill(codeOf(secret));
  await section.getByRole("button", { name: "Confirm" }).click();
  await expect(section.getByRole("listitem")).toHaveCount(10);
  await expectFits(page);
  await section.getByRole("button", { name: "Done, they are kept" }).click();
  await section.getByRole("button", { name: "New recovery codes" }).click();
  await section.getByLabel("Current password").fill(person.password);
  await section.getByRole("button", { name: "New recovery codes" }).click();
  await expect(section.getByRole("listitem")).toHaveCount(10);

  await leave(page, hub.url);
  await fillSignIn(page, person);
  await expect(page.getByLabel("Confirmation code")).toBeVisible();
  await expectFits(page);
  const dropped = await runProgram(["server/cli.ts", "user:second-step-off", "--email", person.email], settings);
  expect(dropped.code, dropped.output).toBe(0);
  const unknown = await runProgram(["server/cli.ts", "user:second-step-off", "--email", "nobody@example.ru"], settings);
  expect([unknown.code, unknown.output]).toMatchObject([1, expect.stringContaining("--email")]);
  await leave(page, hub.url);
  await enter(page, hub.url, person);
  expect(complaints).toEqual([]);
});
