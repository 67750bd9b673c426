import type { Page } from "@playwright/test";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { expect, test } from "#testing/e2e-hub.ts";
import type { OtherCrm, Shop } from "#testing/e2e-shop.ts";
import type { HubClient } from "#testing/hub-client.ts";
import { CrmManager } from "./kit/crm-manager.ts";
import { complaintsOf, enter, main, speak } from "./kit/visitor.ts";

/** Two RetailCRM accounts with three shops of the bank each: every invoice goes its own way, and every answer back. */

interface Till {
  readonly account: OtherCrm;
  readonly connectionId: string;
  readonly name: string;
  readonly login: string;
}

interface Invoice {
  readonly till: Till;
  readonly number: string;
  readonly uuid: string;
  readonly link: string;
}

const password = "Shops*1234";

/** Other stories may have connected the account before. */
async function connectionTo(client: HubClient, crm: OtherCrm): Promise<string> {
  const { items } = await client.get<{ items: { id: string; systemUrl: string }[] }>("/api/connections");
  const known = items.find(({ systemUrl }) => new URL(systemUrl).host === new URL(crm.url).host);
  return known?.id ?? (await client.post<{ id: string }>("/api/connections", { systemUrl: crm.url, apiKey: sandboxAccount.apiKey })).id;
}

/** The form as a merchant fills it in. */
async function createSync(page: Page, hubUrl: string, { connectionId, name, login }: Till): Promise<void> {
  await page.goto(`${hubUrl}/syncs/new?connection=${connectionId}`);
  await page.getByLabel("Название").fill(name);
  await page.getByLabel("Логин API").fill(login);
  await page.getByLabel("Пароль API", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Создать", exact: true }).click();
  await expect(page).toHaveURL(/\/syncs\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText("Зарегистрирован", { exact: true })).toBeVisible();
}

const shopsOf = (manager: CrmManager) => manager.page.getByLabel("Магазин модуля").getByRole("option").allInnerTexts();

/** The manager chooses the shop by its name. */
async function issue(manager: CrmManager, till: Till): Promise<Invoice> {
  const { control } = till.account;
  const { id, number } = control.createOrder({ items: [{ name: till.name, price: "100.00" }] });
  await manager.openOrder(id);
  await manager.page.getByLabel("Магазин модуля").selectOption({ label: `${till.name} (тренажёр)` });
  const link = await manager.issueInvoice();
  const invoice = control.listInvoices().find((each) => each.link === link);
  return { till, number, uuid: invoice?.uuid ?? "", link };
}

async function pay({ bank }: Shop, { till, link }: Invoice): Promise<void> {
  await fetch(link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } });
  const orders = await bank.orders({ merchant: till.login });
  await bank.payAsPayer(orders.findLast(({ status }) => status === 0)?.mdOrder ?? "");
}

test("three shops in each of two accounts live side by side, and one can be switched off", async ({ page, context, browser, hub, owner, crms, shop }) => {
  const complaints = complaintsOf(page);
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  const [first, second] = [crms.ofShop, crms.free];
  const ids = [shop.connectionId, await connectionTo(shop.client, second)];
  for (const { control } of [first, second]) await control.setSettings({ language: "ru" });
  // The names are the same in both accounts: it is the account that tells them apart.
  const tills: Till[] = [first, second].flatMap((account, index) =>
    ["Сайт", "Шоурум", "Оптовый"].map((name, place) => ({ account, connectionId: ids[index] ?? "", name, login: `r-shop${String(index)}${String(place)}-api` })),
  );

  await test.step("six syncs are created with the form", async () => {
    for (const till of tills) {
      await shop.bank.addMerchant({ login: till.login, password, name: till.name });
      await createSync(page, hub.url, till);
    }
    await page.goto(`${hub.url}/syncs`);
    await page.getByRole("searchbox", { name: "Найти синхронизацию" }).fill("r-shop1");
    await expect(main(page).getByRole("listitem")).toHaveCount(3);
    await expect(page).toHaveURL(/\?search=r-shop1$/);
  });

  const managerAt = async ({ url }: OtherCrm) => new CrmManager(await (await browser.newContext()).newPage(), url, "ru");
  const [ofFirst, ofSecond] = [await managerAt(first), await managerAt(second)];
  const managerOf = ({ account }: Till): CrmManager => (account === first ? ofFirst : ofSecond);

  const invoices = await test.step("managers choose a shop by its name", async () => {
    const made: Invoice[] = [];
    for (const till of tills) made.push(await issue(managerOf(till), till));
    return made;
  });

  await test.step("each invoice is an order of its own login, and of no other", async () => {
    for (const { till, number, link } of invoices) {
      await fetch(link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } });
      const orders = await shop.bank.orders({ merchant: till.login });
      expect(orders.map(({ orderNumber }) => orderNumber.split("-")[0])).toEqual([number]);
    }
  });

  await test.step("what was paid is paid in its own account only", async () => {
    for (const [turn, invoice] of invoices.entries()) if (turn % 2 === 0) await pay(shop, invoice);
    for (const [turn, { till, uuid }] of invoices.entries()) {
      const status = () => till.account.control.getInvoice({ invoice: uuid }).status;
      if (turn % 2 === 0) await expect.poll(status).toBe("succeeded");
      else expect(status()).toBe("pending");
    }
    await page.goto(`${hub.url}/payments?search=${invoices[4]?.number ?? ""}`);
    await expect(page.getByRole("row", { name: "Шоурум" })).toContainText("Оплачен");
  });

  await test.step("a shop that is switched off leaves the other five, and what it began", async () => {
    const off = tills[3];
    const begun = invoices[3];
    if (!off || !begun) throw new Error("no such shop");
    await page.goto(`${hub.url}/syncs?search=${off.login}`);
    await main(page).getByRole("link", { name: off.name }).click();
    await page.getByRole("button", { name: "Выключить" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Выключить" }).click();
    await expect(page.getByRole("button", { name: "Включить", exact: true })).toBeVisible();

    const offered = async (till: Till): Promise<string[]> => {
      const manager = managerOf(till);
      await manager.openOrder(till.account.control.createOrder({ items: [{ name: "Чай", price: "1.00" }] }).id);
      return shopsOf(manager);
    };
    await expect.poll(() => offered(off)).not.toContain(`${off.name} (тренажёр)`);
    expect(await offered(off)).toEqual(expect.arrayContaining(["Шоурум (тренажёр)", "Оптовый (тренажёр)"]));
    for (const till of tills.filter((each) => each !== off)) {
      const invoice = await issue(managerOf(till), till);
      await pay(shop, invoice);
      await expect.poll(() => till.account.control.getInvoice({ invoice: invoice.uuid }).status).toBe("succeeded");
    }
    await pay(shop, begun);
    await expect.poll(() => off.account.control.getInvoice({ invoice: begun.uuid }).status).toBe("succeeded");
  });
  expect(complaints).toEqual([]);
});
