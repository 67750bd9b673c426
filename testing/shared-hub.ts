/**
 * Several instances of the hub, each a process of its own, behind one address and between both simulators. Import it
 * first, because it decides the environment; a database other than the worker's own has to be decided before it.
 */
import { afterAll, beforeEach } from "vitest";
import { startBank } from "#sandbox/bank/index.ts";
import { startCrm } from "#sandbox/crm/index.ts";
import { openEntrance } from "./entrance.ts";
import { type Instance, startInstance } from "./instances.ts";
import { openShopAt, type Shop, type ShopOptions } from "./open-shop.ts";
import { PATIENCE_SECONDS } from "./patience.ts";

export const entrance = await openEntrance();
const startedBank = await startBank();
const startedCrm = await startCrm();
export const bank = startedBank.bank.control;
export const crm = startedCrm.crm.control;

Object.assign(process.env, {
  PUBLIC_URL: entrance.url,
  SHORT_URL: entrance.url,
  ALFABANK_TEST_URL: startedBank.restUrl,
  RETAILCRM_EXTRA_HOSTS: new URL(startedCrm.url).host,
});

const running: Instance[] = [];

/** Starts instances at the same moment and puts them behind the entrance. */
export async function startInstances(count: number): Promise<Instance[]> {
  const started = await Promise.all(Array.from({ length: count }, () => startInstance()));
  running.push(...started);
  entrance.lead(started.map(({ url }) => url));
  return started;
}

export const openShop = (options: ShopOptions = {}): Promise<Shop> =>
  openShopAt({ bank, crmUrl: startedCrm.url, hubUrl: entrance.url }, options);

export interface Opened {
  uuid: string;
  link: string;
  mdOrder: string;
}

/** A manager makes an order of this sum (roubles), issues its invoice, and the payer opens its link. */
export async function issueAndOpen(shop: Shop, sum = "1000.00"): Promise<Opened> {
  const order = crm.createOrder({ items: [{ name: "Чай", price: sum }] });
  const { link, invoice, message } = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  if (link === null || invoice === null) throw new Error(`no invoice: ${message ?? ""}`);
  const mdOrder = await openLink(link);
  return { uuid: invoice.uuid, link, mdOrder };
}

/** As a browser; the bank's order to which the link leads, or nothing. */
export async function openLink(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" } });
  await answer.arrayBuffer();
  const location = answer.headers.get("location");
  return location === null ? "" : (new URL(location).searchParams.get("mdOrder") ?? "");
}

/** Seconds until this holds, looked at ten times a second; `limit` is for times that are promised. */
export async function secondsUntil(holds: () => Promise<boolean> | boolean, what: string, { since = performance.now(), limit = PATIENCE_SECONDS } = {}): Promise<number> {
  while (!(await holds())) {
    if (performance.now() - since > limit * 1000) throw new Error(`waited ${String(limit)} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (performance.now() - since) / 1000;
}

export const isInvoice = (uuid: string, status: string): boolean => crm.getInvoice({ invoice: uuid }).status === status;

beforeEach(async () => {
  await bank.reset();
  crm.reset();
  crm.setSwitches({ requestsPerSecond: 0 });
});

afterAll(async () => {
  await Promise.all(running.map((instance) => instance.stop()));
  await entrance.close();
  await startedBank.close();
  await startedCrm.close();
});
