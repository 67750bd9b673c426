import type { Page } from "@playwright/test";
import { expect, test } from "#testing/e2e-hub.ts";
import type { Issued, Shop } from "#testing/e2e-shop.ts";
import { expectAccessible, expectContrast } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, speak } from "./kit/visitor.ts";

/** Every page, in both languages, both themes, at a desk and on a phone: readable by everybody, without a complaint. */

async function payments(shop: Shop): Promise<Record<"open" | "paid" | "cancelled", Issued>> {
  const [open, paid, cancelled] = [await shop.issue(), await shop.issue("2500.00"), await shop.issue("300.00")];
  await fetch(paid.link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } });
  await shop.bank.payAsPayer(await shop.mdOrderOf(paid), { cvc: "999" });
  await shop.bank.payAsPayer(await shop.mdOrderOf(paid));
  await expect.poll(() => shop.crm.control.getInvoice({ invoice: paid.uuid }).status).toBe("succeeded");
  await shop.crm.control.refund({ invoice: paid.uuid, amount: "500.00" });
  await shop.crm.control.cancel({ invoice: cancelled.uuid });
  return { open, paid, cancelled };
}

/** Nothing is still on its way: no placeholder, no spinner. */
const settled = (page: Page): Promise<void> => expect(page.locator('[aria-busy="true"], [data-loading="true"]')).toHaveCount(0);

async function expectLooks(page: Page, url: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await expectFits(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator('html[data-mantine-color-scheme="light"]')).toHaveCount(0);
  await expectContrast(page);
}

const looks = [
  { locale: "ru", width: 1280 },
  { locale: "en", width: 390 },
] as const;

for (const { locale, width } of looks) {
  test.describe(`${locale}, ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the merchant's pages", async ({ page, context, hub, owner, shop }) => {
      const complaints = complaintsOf(page);
      const paymentId = await shop.paymentIdOf((await payments(shop)).paid);
      await speak(context, locale, hub.url);
      await enter(page, hub.url, owner);
      const paths = [
        "/",
        "/connections",
        "/connections/new",
        `/connections/${shop.connectionId}`,
        "/syncs",
        "/syncs/new",
        `/syncs/${shop.syncId}`,
        `/syncs/${shop.syncId}/edit`,
        `/syncs/${shop.syncId}/receipt`,
        "/payments",
        "/payments?status=canceled&search=nothing-like-it",
        `/payments/${paymentId}`,
        "/reconciliation",
        "/reconciliation?state=solved&from=2026-01-01&to=2026-01-31",
        "/settings",
        "/help",
        "/nothing/here",
        `/payments/${shop.syncId}`,
      ];
      for (const path of paths) {
        await expectLooks(page, `${hub.url}${path}`);
        if (locale === "en") {
          // What people typed may be Russian, and so may names of RetailCRM's own menus; headings are ours.
          const headings = await page.getByRole("heading").filter({ hasNotText: shop.name }).allInnerTexts();
          expect(headings.filter((text) => /[а-яё]/i.test(text)), path).toEqual([]);
        }
      }
      expect(complaints).toEqual([]);
    });

    test("pages for people without an account", async ({ page, context, hub, shop }) => {
      const complaints = complaintsOf(page);
      const { paid, cancelled } = await payments(shop);
      await speak(context, locale, hub.url);
      const paths = ["/sign-in", "/sign-in?reason=expired", "/setup?token=none", `/invite/${"x".repeat(32)}`, `/claim/${"x".repeat(32)}`];
      const urls = [...paths.map((path) => `${hub.url}${path}`), paid.link, `${paid.link}/result`, cancelled.link, `${hub.url}/p/0000000000`];
      for (const url of urls) await expectLooks(page, url);
      expect(complaints).toEqual([]);
    });

    test("the simulators", async ({ page, hub, shop }) => {
      const complaints = complaintsOf(page);
      const { open } = await payments(shop);
      const bank = (path: string) => `${hub.url}/sandbox/bank${path}?lang=${locale}`;
      const crm = (path: string) => `${hub.url}/sandbox/crm${path}?lang=${locale}`;
      for (const path of ["/", "/orders/4/edit", "/admin/integration/list", "/admin/payment-types", "/log", "/trials"]) await expectLooks(page, crm(path));
      for (const url of [bank(""), open.link]) await expectLooks(page, url);
      expect(complaints).toEqual([]);
    });
  });
}

test("language and appearance stay as they were chosen", async ({ page, context, hub, owner }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, owner);
  const html = (tab: Page) => tab.locator("html");
  await page.getByText("EN", { exact: true }).click();
  await expect(html(page)).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Switch to dark appearance" }).click();
  await expect(html(page)).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(html(page)).toHaveAttribute("lang", "en");
  await expect(html(page)).toHaveAttribute("data-mantine-color-scheme", "dark");

  const tab = await context.newPage();
  await tab.goto(`${hub.url}/payments`);
  await expect(html(tab)).toHaveAttribute("data-mantine-color-scheme", "dark");
  await tab.getByRole("button", { name: "User menu" }).click();
  await tab.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(tab.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(html(tab)).toHaveAttribute("data-mantine-color-scheme", "dark");

  // Back to what other tests and the account had.
  await tab.getByText("RU", { exact: true }).or(tab.getByText("Русский", { exact: true })).first().click();
  await expect(html(tab)).toHaveAttribute("lang", "ru");
  await enter(tab, hub.url, owner);
  await tab.request.put(`${hub.url}/api/locale`, { data: { locale: "ru" } });
});
