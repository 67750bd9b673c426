import { expect, test } from "#testing/e2e-hub.ts";
import { expectAccessible } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, main, pressUntil, speak } from "./kit/visitor.ts";

/** Finding a payment: by sorting, by walking along the list, by its number from anywhere; with the keyboard alone. */

test("a list is sorted, and its order and filters go along to the payments and back", async ({ page, context, hub, owner, shop }) => {
  const complaints = complaintsOf(page);
  for (const sum of ["300.00", "10.00", "2000.00"]) await shop.issue(sum);
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  await page.goto(`${hub.url}/payments?syncId=${shop.syncId}`);
  const amounts = async () => {
    const cells = await page.getByRole("row").filter({ has: page.getByRole("link") }).locator("td:last-child").allInnerTexts();
    return cells.map((text) => Number(text.split("₽")[0]?.replaceAll(/[^\d,]/g, "").replace(",", ".")));
  };
  const bySum = page.getByRole("columnheader", { name: "Сумма" });
  await expect(page.getByRole("columnheader", { name: "Создан" })).toHaveAttribute("aria-sort", "descending");
  await bySum.getByRole("button").click();
  await expect(bySum).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=-amount/);
  await expect.poll(async () => (await amounts()).every((sum, index, all) => index === 0 || sum <= (all[index - 1] ?? 0))).toBe(true);
  await bySum.getByRole("button").click();
  await expect(bySum).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await amounts()).every((sum, index, all) => index === 0 || sum >= (all[index - 1] ?? 0))).toBe(true);
  await expectAccessible(page);

  // Along the list by keys, and back to it as it was.
  const hrefs = await page.getByRole("row").getByRole("link").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  await page.getByRole("row").getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Предыдущий в списке (←)" })).toBeDisabled();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(hrefs[1] ?? "");
  await expect(page.getByRole("link", { name: "Следующий в списке (→)" })).toHaveAttribute("href", new URL(hrefs[2] ?? "").pathname + new URL(hrefs[2] ?? "").search);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(hrefs[0] ?? "");
  await page.getByRole("button", { name: "Отменить" }).click();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(hrefs[0] ?? "");
  await page.keyboard.press("Escape");
  await expect(main(page).getByText("Время: Europe/Moscow, UTC+3")).toBeVisible();
  await page.getByRole("link", { name: "К найденным платежам" }).click();
  await expect(page).toHaveURL(/\/payments\?syncId=[0-9a-f-]+&sort=amount$/);

  // Filters that were taken off by mistake come back.
  await page.getByRole("button", { name: "Сбросить фильтры" }).click();
  await expect(page).toHaveURL(`${hub.url}/payments?sort=amount`);
  await page.getByRole("button", { name: "Вернуть" }).click();
  await expect(page).toHaveURL(/syncId=/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("combobox", { name: "Порядок" }).click();
  await page.getByRole("option", { name: "Сначала крупные" }).click();
  await expect(page).toHaveURL(/sort=-amount/);
  await expect(() => expectFits(page)).toPass();
  expect(complaints).toEqual([]);
});

test("the palette opens by its key in any layout, finds pages and payments, and the keys are listed", async ({ page, context, hub, owner, shop }) => {
  const complaints = complaintsOf(page);
  const { number, link } = await shop.issue("777.00");
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  const palette = page.getByRole("dialog");
  const field = palette.getByRole("searchbox").or(palette.getByRole("textbox"));
  await pressUntil(page, "Control+KeyK", (within) => expect(field).toBeFocused(within));
  await page.keyboard.type(link);
  await expect(palette.getByText(`№ ${number}`)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);

  // As a Russian layout sends it: the same key, another letter.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "л", code: "KeyK", ctrlKey: true, bubbles: true })));
  await expect(field).toBeFocused();
  await page.keyboard.type("Справ");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${hub.url}/help`);
  await page.getByRole("button", { name: /Найти…/ }).click();
  await expect(field).toBeFocused();
  await page.keyboard.type("нет такого нигде");
  await expect(palette.getByText("Ничего не нашлось")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  await page.keyboard.press("Shift+Slash");
  await expect(page.getByRole("heading", { name: "Сочетания клавиш" })).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
