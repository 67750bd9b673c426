import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { connectBankControl } from "#sandbox/bank/index.ts";
import { expect, test as withHub } from "#testing/e2e-hub.ts";
import { type HubClient, signIn } from "#testing/hub-client.ts";
import { type HubProcess, startHubProcess } from "#testing/hub-process.ts";
import { expectAccessible, expectContrast } from "./kit/accessible.ts";
import { complaintsOf, enter, expectFits, main, speak } from "./kit/visitor.ts";

/** A merchant presses a button, and the timeline of a payment tells how the hub coped. */

const owner = { email: "drills@example.ru", password: "correct horse battery" };

/** A hub of its own: other stories connect the built-in RetailCRM themselves. */
const test = withHub.extend<object, { ownHub: HubProcess; client: HubClient; syncId: string }>({
  ownHub: [
    async ({}, use) => {
      const hub = await startHubProcess({ env: { HUB_ADMIN_EMAIL: owner.email, HUB_ADMIN_PASSWORD: owner.password, LOG_LEVEL: "warn" } });
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  client: [async ({ ownHub }, use) => use(await signIn(ownHub.url, owner.email, owner.password)), { scope: "worker" }],
  syncId: [
    async ({ client }, use) => {
      const offer = await client.get<Record<"crmUrl" | "crmApiKey" | "bankLogin" | "bankPassword", string>>("/api/sandbox");
      const { id } = await client.post<{ id: string }>("/api/connections", { systemUrl: offer.crmUrl, apiKey: offer.crmApiKey });
      const { bankLogin: login, bankPassword: password } = offer;
      const sync = { connectionId: id, name: "Учебная", environment: "sandbox", login, password, confirmation: "auto", taxSystem: 0 };
      const made = await client.post<{ id: string }>("/api/syncs", sync);
      await expect
        .poll(async () => (await client.get<{ registration: { state: string } }>(`/api/connections/${id}`)).registration.state)
        .toBe("registered");
      await use(made.id);
    },
    { scope: "worker", timeout: 600_000 },
  ],
});

const drill = (page: Page, name: string) => main(page).getByRole("article", { name, exact: true });

test("a lost notification and a refund in the bank's cabinet (ru, 1280 px)", async ({ page, context, ownHub, client, syncId }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const complaints = complaintsOf(page);
  await speak(context, "ru", ownHub.url);
  await enter(page, ownHub.url, owner);
  await page.goto(`${ownHub.url}/syncs/${syncId}`);
  await expect(main(page).getByRole("heading", { name: "Учения" })).toBeVisible();
  await expect(main(page).getByText(/выставит учебный счёт/)).toBeVisible();

  await test.step("while one is under way the others wait", async () => {
    await drill(page, "Потерять уведомление").getByRole("button").click();
    await expect(drill(page, "Потерять уведомление").getByText("Идут")).toBeVisible();
    await expect(drill(page, "Оплатить дважды").getByRole("button")).toBeDisabled();
    await expectAccessible(page);
    const refused = await client.fetch(`/api/syncs/${syncId}/drills`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"kind":"paid_twice"}' });
    expect(refused.status).toBe(409);
  });

  await test.step("found by asking after 30 seconds, and told", async () => {
    const lost = drill(page, "Потерять уведомление");
    await expect(lost.getByText(/Хаб справился за \d+ секунд/)).toBeVisible();
    await lost.getByRole("link", { name: /Откройте платёж/ }).click();
    await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
    for (const line of ["Учения: уведомление банка потеряется", "Учения: покупатель платит, а уведомление банка теряется", "RetailCRM приняла статус «Оплачен»"]) {
      await expect(main(page).getByText(line, { exact: true })).toBeVisible();
    }
    await expect(main(page).getByText(/^Оплачено 1\s500,00/).first()).toBeVisible();
    const [{ id } = { id: "" }] = (await client.get<{ items: { id: string }[] }>("/api/payments")).items;
    const { events } = await client.get<{ events: { kind: string; at: string }[] }>(`/api/payments/${id}`);
    expect(events.filter(({ kind }) => kind === "notification")).toEqual([]);
    const at = (kind: string) => Date.parse(events.find((event) => event.kind === kind)?.at ?? "");
    expect(at("paid") - at("drill_started")).toBeGreaterThan(20_000);
  });

  await test.step("a refund in the bank's cabinet", async () => {
    await page.goto(`${ownHub.url}/syncs/${syncId}`);
    const refund = drill(page, "Возврат в кабинете банка");
    await refund.getByRole("button").click();
    await expect(refund.getByText(/Хаб справился за \d+ секунд/)).toBeVisible();
    // The one before is still told of.
    await expect(drill(page, "Потерять уведомление").getByText(/Хаб справился/)).toBeVisible();
    await refund.getByRole("link", { name: /Откройте платёж/ }).click();
    await expect(main(page).getByText(/Найден возврат 500,00.+сделанный в кабинете банка/)).toBeVisible();
    await expectAccessible(page);
  });
  expect(complaints).toEqual([]);
});

test("paid twice, dark and on a phone, in English", async ({ page, context, ownHub, syncId }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  const complaints = complaintsOf(page);
  await speak(context, "en", ownHub.url);
  await enter(page, ownHub.url, owner);
  await page.goto(`${ownHub.url}/syncs/${syncId}`);
  const twice = drill(page, "Pay twice");
  await twice.getByRole("button", { name: "Start the drill “Pay twice”" }).click();
  await expect(twice.getByText(/The hub coped in \d+ second/)).toBeVisible();
  await expectFits(page);
  await expectContrast(page);
  await twice.getByRole("link", { name: /Open payment/ }).click();
  await expect(main(page).getByText("Drill: the buyer pays once more, on the first form")).toBeVisible();
  await expect(main(page).getByText(/The customer paid twice: ₽1,500\.00 too much/)).toBeVisible();
  await expectFits(page);
  const ports = JSON.parse(await readFile(path.join(ownHub.dataDir, "ports.json"), "utf8")) as Record<string, number>;
  expect(await connectBankControl(`http://127.0.0.1:${String(ports["sandbox-bank"])}`).faults()).toEqual([]);
  expect(complaints).toEqual([]);
});

test("with an account of somebody else what needs the built-in RetailCRM says so", async ({ page, context, hub, owner: other, shop }) => {
  await speak(context, "ru", hub.url);
  await enter(page, hub.url, other);
  await page.goto(`${hub.url}/syncs/${shop.syncId}`);
  await expect(main(page).getByText(/Сначала выставьте счёт в RetailCRM/)).toBeVisible();
  for (const name of ["Оплатить дважды", "RetailCRM недоступна"]) {
    await expect(drill(page, name).getByRole("button")).toBeDisabled();
    await expect(drill(page, name).getByText("Только для встроенного RetailCRM: здесь подключён другой аккаунт.")).toBeVisible();
  }
  const issued = await shop.issue();
  const refund = drill(page, "Возврат в кабинете банка");
  await refund.getByRole("button").click();
  await expect(refund.getByRole("link", { name: `Откройте платёж ${issued.number}` })).toBeVisible();
});
