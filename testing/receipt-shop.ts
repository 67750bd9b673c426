/** A shop whose receipts are on, for tests against both simulators. Import `rehearsal.ts` first. */
import type { FiscalSettings } from "#lib/receipts/fiscal-schema.ts";
import { bank, crm, invoiceWith, openAsPayer, openShop, type ShopOptions } from "./rehearsal.ts";

type OrderInput = Parameters<typeof crm.createOrder>[0];
export type TrialItem = OrderInput["items"][number];

export interface ReceiptShopOptions extends ShopOptions {
  fiscal?: Partial<FiscalSettings>;
  taxSystem?: number;
}

export async function openReceiptShop({ fiscal = {}, taxSystem = 0, ...options }: ReceiptShopOptions = {}) {
  const { db } = await import("#lib/db.ts");
  const { mergeFiscal } = await import("#lib/receipts/fiscal-schema.ts");
  const shop = await openShop(options);
  await db.sync.update({ where: { id: shop.syncId }, data: { taxSystem, fiscal: mergeFiscal({}, { enabled: true, ...fiscal }) } });
  return shop;
}

export type ReceiptShop = Awaited<ReturnType<typeof openReceiptShop>>;

const buyer = { firstName: "Анна", email: "anna@example.ru", phone: "+7 (900) 000-00-00" };

/** A manager issues the invoice of a new order. */
export async function issueFor(shop: ReceiptShop, items: TrialItem[], more: Partial<OrderInput> = {}) {
  const order = crm.createOrder({ items, customer: buyer, ...more });
  const issued = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  return { order, issued, uuid: issued.invoice?.uuid ?? "", link: issued.link ?? "" };
}

export async function payFor(shop: ReceiptShop, items: TrialItem[], more: Partial<OrderInput> = {}, status = "succeeded") {
  const { uuid, link, order } = await issueFor(shop, items, more);
  const { mdOrder } = await openAsPayer(link);
  await bank.payAsPayer(mdOrder);
  await invoiceWith(uuid, status);
  return { uuid, link, mdOrder, order };
}

/** The JSON field of the last request to a method of the bank; undefined when it was not sent. */
export async function lastSent(method: string, field: string): Promise<unknown> {
  const requests = await bank.requests({ method });
  const text = requests.at(-1)?.fields[field];
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}
