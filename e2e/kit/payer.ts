import type { Page } from "@playwright/test";
import { expect } from "#testing/e2e-hub.ts";
import type { Language } from "./visitor.ts";

const words = {
  ru: { pay: /^Оплатить \d/, failed: /Оплата не прошла/, confirm: "Подтвердить", tds: "Подтверждение 3-D Secure" },
  en: { pay: /^Pay \d/, failed: /The payment failed/, confirm: "Success", tds: "3-D Secure confirmation" },
} as const;

/** By the names which the bank's page gives its test cards. */
export const cards = {
  ru: { plain: "Мир, успех", secured: "Успех с подтверждением 3-D Secure", wrongCvc: "Отказ: неверный CVC" },
  en: { plain: "Mir, success", secured: "Success after 3-D Secure", wrongCvc: "Refusal: wrong CVC" },
} as const;

type Card = keyof (typeof cards)["ru"];

/** Takes a test card from the list below the bank's form. */
export async function fillIn(page: Page, language: Language, card: Card): Promise<void> {
  const list = page.locator("details");
  if (!(await list.evaluate((element: HTMLDetailsElement) => element.open))) await list.locator("summary").click();
  await list.getByRole("link", { name: cards[language][card] }).first().click();
  await expect(page.getByRole("textbox", { name: "CVC" })).not.toHaveValue("");
}

export const pressPay = (page: Page, language: Language): Promise<void> => page.getByRole("button", { name: words[language].pay }).click();

export async function payWith(page: Page, language: Language, card: Card): Promise<void> {
  await fillIn(page, language, card);
  await pressPay(page, language);
}

export const expectDeclined = (page: Page, language: Language): Promise<void> =>
  expect(page.getByRole("alert")).toHaveText(words[language].failed);

/** The payer's own bank asks; the payer says yes. */
export async function confirm3ds(page: Page, language: Language): Promise<void> {
  await expect(page.getByRole("heading", { name: words[language].tds })).toBeVisible();
  await page.getByRole("button", { name: words[language].confirm }).click();
}
