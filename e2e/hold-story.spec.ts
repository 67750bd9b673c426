import { sandboxAccount } from "#sandbox/crm/index.ts";
import { expect, test } from "#testing/e2e-hub.ts";
import { expectAccessible } from "./kit/accessible.ts";
import { CrmManager } from "./kit/crm-manager.ts";
import { confirm3ds, expectDeclined, payWith } from "./kit/payer.ts";
import { complaintsOf, enter, expectFits, main, speak } from "./kit/visitor.ts";

test.describe("English, on a phone, held first", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("from connecting RetailCRM to a payment given back in two parts", async ({ page, context, browser, hub, owner, crms }) => {
    await speak(context, "en", hub.url);
    const complaints = complaintsOf(page);
    const crm = new CrmManager(await (await browser.newContext()).newPage(), crms.free.url, "en");
    const payer = await (await browser.newContext()).newPage();
    const strangeNoises = [crm.page, payer].map(complaintsOf);

    await test.step("RetailCRM and a sync that holds the money first", async () => {
      await enter(page, hub.url, owner);
      await page.goto(`${hub.url}/connections/new`);
      await page.getByLabel("RetailCRM address").fill(`${crms.free.url}/orders/`);
      await page.getByLabel("API key", { exact: true }).fill(sandboxAccount.apiKey);
      await page.getByRole("button", { name: "Check the connection" }).click();
      await expect(main(page).getByText("Cannot be connected yet")).toBeVisible();
      await page.getByLabel("RetailCRM address").fill(crms.free.url);
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await expect(page).toHaveURL(/\/connections\/[0-9a-f-]{36}$/);
      await page.getByRole("link", { name: "Create a sync" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Showroom");
      await page.getByRole("button", { name: "Fill in the simulator’s access" }).click();
      await expect(page.getByLabel("API login")).not.toHaveValue("");
      await page.getByRole("radio", { name: /^Manual/ }).check();
      await page.getByRole("combobox", { name: "Tax system" }).click();
      await page.getByRole("option", { name: /^Patent/ }).click();
      await page.getByRole("button", { name: "Create", exact: true }).click();
      await expect(page).toHaveURL(/\/syncs\/[0-9a-f-]{36}$/);
      await expect(main(page).getByText(/RetailCRM has known the shop “Showroom .+ since .+\d\d:\d\d/)).toBeVisible();
      await expect(main(page).getByText("Manual", { exact: true })).toBeVisible();
      await expectFits(page);
    });

    await test.step("the account speaks English from now on", async () => {
      await crm.page.goto(`${crms.free.url}/admin/integration/list?lang=en`);
      await crm.page.getByLabel("Language").selectOption("en");
      await crm.page.getByRole("button", { name: "Save" }).click();
      await expect(crm.page.getByRole("status")).toBeVisible();
      await crm.page.goto(`${crms.free.url}/admin/integration/alfabank/edit`);
      await expect(crm.page.getByRole("heading", { name: "Alfa-Bank" })).toBeVisible();
    });

    const link = await test.step("the manager issues an invoice", async () => {
      await crm.openOrder(4);
      return crm.issueInvoice();
    });

    await test.step("the payer's card is declined, then the money is held", async () => {
      await payer.goto(link);
      await expect(payer).toHaveURL(/payment_en\.html\?mdOrder=/);
      await expectFits(payer);
      await payWith(payer, "en", "wrongCvc");
      await expectDeclined(payer, "en");
      await payWith(payer, "en", "secured");
      await confirm3ds(payer, "en");
      await expect(payer.getByRole("heading", { name: "The order is paid" })).toBeVisible();
      await expectFits(payer);
      await payer.getByRole("link", { name: "Back to the shop" }).click();
      await expect(payer).toHaveURL(/\/shop\/main-store\/thanks/);
    });

    await test.step("the manager captures less than was held", async () => {
      await crm.expectStatus("Awaiting approval");
      await expectFits(crm.page);
      await crm.press("approve", "4000.00");
      await crm.expectStatus("Paid");
    });

    await test.step("the merchant gives a part back in the hub", async () => {
      await page.goto(`${hub.url}/payments`);
      const card = main(page).getByRole("link", { name: /1004A/ });
      await expect(card).toContainText("Paid");
      await expectFits(page);
      await card.click();
      await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
      await expect(main(page).getByText("₽4,000.00 captured").first()).toBeVisible();
      await page.getByRole("button", { name: "Refund" }).click();
      const dialog = page.getByRole("dialog");
      const sum = dialog.getByLabel("Amount to refund, ₽");
      await expect(sum).toHaveValue("4000.00");
      await sum.fill("4000.01");
      await expect(dialog.getByText(/More than possible/)).toBeVisible();
      await sum.fill("1500.5");
      await expectAccessible(page);
      await dialog.getByRole("button", { name: /Refund .*1,500\.50/ }).click();
      await expect(dialog).toBeHidden();
      await expect(main(page).getByText("Partially refunded")).toBeVisible();
      await expect(page.getByRole("heading", { name: "Refunds" })).toBeVisible();
      await expectFits(page);
    });

    await test.step("the manager gives back the rest", async () => {
      await expect(crm.payment.getByText(/1,500\.50\s+—\s+done/)).toBeVisible();
      await crm.press("refund", "2499.50");
      await crm.expectStatus("Refunded");
      await expect(main(page).getByText("Refunded", { exact: true }).first()).toBeVisible();
    });
    expect([complaints, strangeNoises.flat()]).toEqual([[], []]);
  });
});
