import { expect, test } from "#testing/e2e-hub.ts";
import { expectAccessible, expectContrast } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, main, speak } from "./kit/visitor.ts";

/** Somebody changes a payment in RetailCRM behind the hub's back: it is found, shown side by side, and put right with one click. */

for (const { locale, width, words } of [
  { locale: "ru", width: 1280, words: { none: "Сверок ещё не было", compare: "Сверить", found: "1 расхождение", kind: "Другой статус в RetailCRM", tell: "Передать в RetailCRM", clear: "Открытых расхождений нет", solved: "Решённые" } },
  { locale: "en", width: 390, words: { none: "Nothing has been compared yet", compare: "Compare", found: "1 difference", kind: "Another status in RetailCRM", tell: "Tell RetailCRM", clear: "No open differences", solved: "Solved" } },
] as const) {
  test(`what RetailCRM has otherwise is found and told again (${locale}, ${String(width)} px)`, async ({ page, context, hub, owner, shop }) => {
    await page.setViewportSize({ width, height: 844 });
    const complaints = complaintsOf(page);
    await speak(context, locale, hub.url);
    await enter(page, hub.url, owner);
    const states = async () => (await shop.client.get<{ items: { state: string }[] }>("/api/reconciliation")).items.map(({ state }) => state);
    await page.goto(`${hub.url}/reconciliation`);
    const none = main(page).getByText(words.none);
    // Every hour the hub compares by itself what no night has been compared for: then there is something already.
    await expect.poll(async () => (await none.isVisible()) || (await states()).length > 0).toBe(true);

    const issued = await shop.issue("2500.00");
    await fetch(issued.link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0" } });
    await shop.bank.payAsPayer(await shop.mdOrderOf(issued));
    await expect.poll(() => shop.crm.control.getInvoice({ invoice: issued.uuid }).status).toBe("succeeded");
    const told = await fetch(`${shop.crm.url}/api/v5/payment/update-invoice`, {
      method: "POST",
      headers: { "x-api-key": shop.secrets.apiKey },
      body: new URLSearchParams({ updateInvoice: JSON.stringify({ invoiceUuid: issued.uuid, status: "pending" }) }),
    });
    expect(told.ok).toBe(true);

    // The bank's day may have ended since: from yesterday to today.
    const moscow = (shift: number) => new Date(Date.now() + 3 * 3_600_000 + shift * 86_400_000).toISOString().slice(0, 10);
    await shop.client.post("/api/reconciliation", { syncId: shop.syncId, from: moscow(-1), to: moscow(0) });
    // Not while it runs: the page would change under the browser's first look at it.
    await expect.poll(states).not.toContain("running");
    await page.reload();
    await expect(main(page).getByText(words.found)).toBeVisible();
    await expect(main(page).getByText(words.kind)).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectContrast(page);
    await page.emulateMedia({ colorScheme: "light" });

    await main(page).getByRole("button", { name: words.tell }).click();
    await expect(main(page).getByText(words.clear)).toBeVisible();
    expect(shop.crm.control.getInvoice({ invoice: issued.uuid }).status).toBe("succeeded");
    await main(page).getByRole("tab", { name: words.solved }).click();
    await expect(main(page).getByText(words.kind).first()).toBeVisible();
    await main(page).getByRole("button", { name: words.compare, exact: true }).click();
    await expect(main(page).getByRole("alert")).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}
