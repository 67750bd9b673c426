import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "#testing/e2e-hub.ts";

export type Language = "ru" | "en";

/** While a page streams in, a copy of its words waits unseen outside of here. */
export const main = (page: Page): Locator => page.getByRole("main");

/**
 * What the browser complained about: scripts, the content policy, texts that a catalog lacks.
 * Answers of 4xx that a step provokes on purpose are expected.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const expected = /status of (40[0134]|429)/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  return complaints;
}

/** Chosen in this browser, so that the account's own language does not decide. */
export const speak = (context: BrowserContext, language: Language, url: string): Promise<void> =>
  context.addCookies([{ name: "locale", value: language, url }]);

export async function fillSignIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel(/^(Электронная почта|E-mail)$/).fill(email);
  await page.getByLabel(/^(Пароль|Password)$/).fill(password);
  await page.getByRole("button", { name: /^(Войти|Sign in)$/ }).click();
}

/** Signs in and waits for the overview. */
export async function enter(page: Page, hubUrl: string, person: { email: string; password: string }): Promise<void> {
  await page.goto(`${hubUrl}/sign-in`);
  await fillSignIn(page, person);
  await expect(page).toHaveURL(`${hubUrl}/`);
}

/** For keys that mean the same however often they are pressed: a page that has only just come does not listen yet. */
export async function pressUntil(page: Page, key: string, reached: (within: { timeout: number }) => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await reached({ timeout: 1_000 });
  }).toPass();
}

/** Nothing sticks out to the right: the page can be read without scrolling sideways. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
}
