/**
 * Writes docs/screens: pictures of a hub of its own in which people really issued, paid and refunded at the simulators.
 * Times and numbers differ from run to run, what is to be seen does not.
 */
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { buildWhenChanged } from "#server/build.ts";
import { findChromium } from "#testing/chromium.ts";
import { startOtherCrm } from "#testing/e2e-shop.ts";
import { type HubProcess, startHubProcess } from "#testing/hub-process.ts";
import { openShownShop, seedFigures } from "#testing/shown-shop.ts";
import { storiesOf } from "#testing/shown-stories.ts";

type Locale = "ru" | "en";

const folder = path.resolve(import.meta.dirname, "../docs/screens");
const owner = { email: "owner@example.ru", password: "correct horse battery" };
const MOST_BYTES = 200_000;

/** What a merchant's own hub would show instead of the stage's ports; and names for those who do not read Russian. */
const names: Record<Locale, readonly [RegExp, string][]> = {
  ru: [],
  en: [
    [/Чайная лавка/g, "Tea shop"],
    [/Интернет-магазин/g, "Online shop"],
    [/Демонстрация/g, "Demo account"],
    [/Шоурум/g, "Showroom"],
    [/Сайт/g, "Website"],
    [/Основной магазин/g, "Main store"],
    [/Аутлет/g, "Outlet"],
  ],
};

async function putWords(page: Page, words: readonly [RegExp, string][]): Promise<void> {
  const plain = words.map(([pattern, text]) => [pattern.source, text] as const);
  await page.evaluate((pairs) => {
    const said = (text: string) => pairs.reduce((before, [pattern, after]) => before.replaceAll(new RegExp(pattern, "g"), after), text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) node.nodeValue = said(node.nodeValue ?? "");
    for (const input of document.querySelectorAll("input")) input.value = said(input.value);
  }, plain);
}

async function shoot(page: Page, url: string, name: string, words: readonly [RegExp, string][]): Promise<void> {
  await page.goto(url);
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], [data-loading="true"]'));
  await putWords(page, words);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${String(size)} bytes: show less of the page`);
  console.log(`${name}.png ${String(Math.round(size / 1_000))} kB`);
}

async function visit(context: BrowserContext, hub: HubProcess, locale: Locale): Promise<Page> {
  await context.addCookies([{ name: "locale", value: locale, url: hub.url }]);
  const page = await context.newPage();
  await page.goto(`${hub.url}/sign-in`);
  await page.locator("input[name=email]").fill(owner.email);
  await page.locator("input[type=password]").fill(owner.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL(`${hub.url}/`);
  return page;
}

async function makePictures(hub: HubProcess, crm: Awaited<ReturnType<typeof startOtherCrm>>): Promise<void> {
  const shop = await openShownShop(hub, crm, owner);
  const play = storiesOf(shop);
  const canceled = await play.canceled();
  await play.refunded();
  await play.declined();
  const held = await play.held();
  await play.paid();
  const payment = await play.refundedInPart();
  await play.open();
  await seedFigures(hub, owner.email, 300);

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args });
  const stage: [RegExp, string][] = [
    [new RegExp(crm.url.replaceAll(".", "\\."), "g"), "https://tea.retailcrm.ru"],
    [new RegExp(hub.url, "g"), "https://pay.tea.example"],
  ];
  const shape = (width: number, height: number) => ({ viewport: { width, height }, colorScheme: "light", timezoneId: "Europe/Moscow" }) as const;
  try {
    for (const locale of ["ru", "en"] as const) {
      const words = [...stage, ...names[locale]];
      const page = await visit(await browser.newContext(shape(1280, 900)), hub, locale);
      const pages = { overview: "/", connection: `/connections/${shop.connectionId}`, sync: `/syncs/${shop.site.id}`, payments: "/payments", payment: `/payments/${payment.id}` };
      for (const [name, address] of Object.entries(pages)) await shoot(page, `${hub.url}${address}`, `${name}-${locale}`, words);
    }
    const phone = await visit(await browser.newContext(shape(390, 844)), hub, "ru");
    await shoot(phone, `${hub.url}/payments/${held.id}`, "payment-phone-ru", stage);
    const payer = await (await browser.newContext({ ...shape(390, 600), locale: "ru-RU" })).newPage();
    await shoot(payer, canceled.link, "notice-ru", [...stage, [/127\.0\.0\.1/g, "tea.example"]]);
  } finally {
    await browser.close();
  }
  console.log(`${String((await readdir(folder)).length)} pictures in docs/screens`);
}

await buildWhenChanged(console.log, AbortSignal.timeout(15 * 60_000));
const crm = await startOtherCrm();
const settings = { HUB_ADMIN_EMAIL: owner.email, HUB_ADMIN_PASSWORD: owner.password, RETAILCRM_EXTRA_HOSTS: new URL(crm.url).host, LOG_LEVEL: "warn" };
const hub = await startHubProcess({ env: settings });
try {
  await makePictures(hub, crm);
} finally {
  await hub.stop();
  await crm.close();
}
process.exit(0);
