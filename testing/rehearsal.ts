/**
 * The whole hub against both simulators, in one process: import it first, because it decides the environment.
 * Bank and CRM call the very routes that the server serves; what the hub calls out to are real servers on loopback.
 * Work starts right after its commit, as always; what is planned for later waits until a test makes it due, because
 * repeats and sweeps by the clock would come between its steps whenever the machine is slow.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { startBank } from "#sandbox/bank/index.ts";
import { startCrm } from "#sandbox/crm/index.ts";
import type { NodeHandler } from "#server/front.ts";
import { openShopAt, type Shop, type ShopOptions } from "./open-shop.ts";
import { PATIENCE_SECONDS } from "./patience.ts";

let answer: NodeHandler | null = null;
const server = createServer((message, response) => {
  if (answer) void answer(message, response);
  else response.writeHead(503).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

export const hubUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const startedBank = await startBank();
const startedCrm = await startCrm();
export const bank = startedBank.bank.control;
export const crm = startedCrm.crm.control;
export const crmUrl = startedCrm.url;

Object.assign(process.env, {
  PUBLIC_URL: hubUrl,
  SHORT_URL: hubUrl,
  ALFABANK_TEST_URL: startedBank.restUrl,
  RETAILCRM_EXTRA_HOSTS: new URL(crmUrl).host,
});

beforeAll(async () => {
  const [{ createFront }, { loadFrontRoutes }, { startQueue }, { PEER_HEADERS }] = await Promise.all([
    import("#server/front.ts"),
    import("#server/front-routes.ts"),
    import("#lib/worker.ts"),
    import("#lib/http/client-ip.ts"),
  ]);
  await startQueue();
  answer = createFront({
    routes: await loadFrontRoutes(false),
    mounts: [],
    next: (_, response) => {
      response.writeHead(404).end();
      return Promise.resolve();
    },
    publicUrl: hubUrl,
    peerHeaders: PEER_HEADERS,
    peerAddress: (socket) => socket ?? "unknown",
    onError: (error) => {
      console.error(error);
    },
  });
});

beforeEach(async () => {
  await bank.reset();
  crm.reset();
  // Tests follow each other faster than one account may be called; those about the limit set it again.
  crm.setSwitches({ requestsPerSecond: 0 });
});

/** Nothing of one test may reach into the next: tables are emptied in between. */
afterEach(async () => {
  const { drainBackground } = await import("#lib/background.ts");
  await bank.settle();
  await drainBackground();
});

afterAll(async () => {
  const { drainBackground } = await import("#lib/background.ts");
  const { stopWorker } = await import("#lib/worker.ts");
  await drainBackground();
  await stopWorker();
  server.closeAllConnections();
  server.close();
  await startedBank.close();
  await startedCrm.close();
});

export type { Shop, ShopOptions };

/** A RetailCRM account with one shop, registered in the CRM and with the bank's notifications pointing at it. */
export const openShop = (options: ShopOptions = {}): Promise<Shop> => openShopAt({ bank, crmUrl, hubUrl }, options);

/** A manager makes an order of this sum (roubles) and issues its invoice. */
export async function issue(shop: Shop, sum = "1999.90") {
  const order = crm.createOrder({ items: [{ name: "Чай & кофе + 100 % #1", price: sum }] });
  const issued = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  return { order, issued, uuid: issued.invoice?.uuid ?? "", link: issued.link ?? "" };
}

/** Waits until what `look` finds is no longer undefined or false. */
export async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false, what: string): Promise<T> {
  const end = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The invoice in the CRM, once it has this status. */
export const invoiceWith = (uuid: string, status: string) =>
  until(() => {
    const invoice = crm.getInvoice({ invoice: uuid });
    return invoice.status === status ? invoice : undefined;
  }, `invoice ${status}`);

/** Opens the short link as a browser; returns where it leads and the bank's order, or the page. */
export async function openAsPayer(link: string, userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15") {
  const response = await fetch(link, { redirect: "manual", headers: { "user-agent": userAgent } });
  const location = response.headers.get("location");
  const mdOrder = location ? new URL(location).searchParams.get("mdOrder") : null;
  return { status: response.status, location, mdOrder: mdOrder ?? "", page: await response.text() };
}
