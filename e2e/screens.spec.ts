import { expect, test } from "#testing/e2e-hub.ts";
import { enter, main, speak } from "./kit/visitor.ts";

test("filters live in the address", async ({ page, context, hub, owner, shop }) => {
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  const { number } = await shop.issue();
  await page.goto(`${hub.url}/payments?status=canceled&from=garbage&syncId=1&search=${number}`);
  await expect(page.getByRole("tab", { name: "Отменённые" })).toHaveAttribute("aria-selected", "true");
  await expect(main(page).getByText("Ничего не нашлось")).toBeVisible();
  await page.getByRole("button", { name: "Сбросить фильтры" }).first().click();
  await expect(page).toHaveURL(`${hub.url}/payments`);
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await page.keyboard.press("/");
  await page.keyboard.type(number);
  await expect(page).toHaveURL(new RegExp(`\\?search=${number}$`));
  await expect(page.getByRole("row", { name: number })).toBeVisible();
  await page.getByRole("tab", { name: "Оплачены" }).click();
  await expect(page).toHaveURL(/status=succeeded/);
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Все" })).toHaveAttribute("aria-selected", "true");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Скачать CSV" }).click();
  expect((await download).suggestedFilename()).toBe("payments.csv");
  await page.route("**/api/payments?*", (request) => request.abort());
  await page.getByRole("tab", { name: "Возвраты" }).click();
  await expect(main(page).getByText("Не удалось загрузить платежи")).toBeVisible();
  await page.unroute("**/api/payments?*");
  await page.getByRole("button", { name: "Повторить" }).click();
  await expect(main(page).getByText("Ничего не нашлось")).toBeVisible();
});

test("a sync is switched off with a warning and on again without", async ({ page, context, hub, owner, shop }) => {
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  await page.goto(`${hub.url}/syncs`);
  await page.getByRole("link", { name: shop.name }).click();
  await page.getByRole("button", { name: "Выключить" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Выключить" }).click();
  await expect(main(page).getByText("Новые счета не выставляются. Начатые платежи доводятся до конца.").first()).toBeVisible();
  await page.getByRole("button", { name: "Включить", exact: true }).click();
  await expect(page.getByRole("button", { name: "Выключить" })).toBeVisible();
});
