import type { PayOptions } from "#sandbox/bank/index.ts";
import { type ShownShop, type ShownSync, until } from "./shown-shop.ts";

export interface Played {
  readonly id: string;
  readonly number: string;
  readonly uuid: string;
  /** The short link at the hub's own address. */
  readonly link: string;
}

interface PaymentJson {
  status: string;
  refundedAmount: string;
  attempts: { mdOrder: string | null }[];
  events: { kind: string }[];
  deliveries: { state: string }[];
  receipts: { status: string }[];
}

const goods = [
  { name: "Чай улун «Те Гуань Инь», 100 г", price: "1290.00", vat: "vat22" },
  { name: "Кофе «Эфиопия Сидамо», зерно, 1 кг", price: "2450.00", vat: "vat22" },
  { name: "Заварник стеклянный, 600 мл", price: "1780.00", vat: "vat22" },
  { name: "Мёд липовый, 350 г", price: "640.00", vat: "vat10" },
];
const customer = { firstName: "Анна", lastName: "Смирнова", email: "anna@example.ru", phone: "+79161234567" };
const delivery = { name: "Курьер", cost: "350.00", vat: "vat22" };
const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x64)" };

/** Payments as people make them: a manager, a payer with or without luck, a refund. Each ends when everybody knows of it. */
export function storiesOf({ hub, crm, bank, client, site, showroom }: ShownShop) {
  let turn = 0;
  const read = ({ id }: Played) => client.get<PaymentJson>(`/api/payments/${id}`);
  const come = (played: Played, what: string, look: (payment: PaymentJson) => boolean) =>
    until(`payment ${played.number}: ${what}`, async () => {
      const payment = await read(played);
      return look(payment) && payment.deliveries.every(({ state }) => state !== "pending") ? payment : null;
    });
  const open = (played: Played) => fetch(played.link, { redirect: "manual", headers: browser });
  const payOnce = async (played: Played, options: PayOptions = {}) =>
    bank.payAsPayer((await read(played)).attempts.at(-1)?.mdOrder ?? "", options);

  const issue = async ({ shopCode }: ShownSync): Promise<Played> => {
    turn += 1;
    const items = [0, 1].map((place) => ({ ...(goods[(turn + place) % goods.length] ?? { name: "Чай", price: "1.00" }), quantity: 1 + ((turn + place) % 2) }));
    const order = crm.control.createOrder({ items, customer, delivery });
    const { link, invoice, message } = await crm.control.issueInvoice({ order: order.id, shopCode });
    if (link === null || invoice === null) throw new Error(`no invoice: ${message ?? ""}`);
    const found = await client.get<{ items: { id: string }[] }>(`/api/payments?search=${invoice.uuid}`);
    return { id: found.items[0]?.id ?? "", number: order.number, uuid: invoice.uuid, link: `${hub.url}${new URL(link).pathname}` };
  };
  const pay = async (sync: ShownSync, status: string, before: () => Promise<unknown> = () => Promise.resolve()): Promise<Played> => {
    const played = await issue(sync);
    await open(played);
    await before();
    await payOnce(played);
    await come(played, status, (payment) => payment.status === status);
    return played;
  };
  return {
    open: () => issue(site),
    paid: () => pay(site, "succeeded"),
    held: () => pay(showroom, "waitingForCapture"),
    canceled: async () => {
      const played = await issue(site);
      await crm.control.cancel({ invoice: played.uuid });
      await come(played, "canceled", ({ status }) => status === "canceled");
      return played;
    },
    declined: async () => {
      const played = await issue(site);
      await open(played);
      await payOnce(played, { actionCode: 116 });
      await come(played, "declined", ({ events }) => events.some(({ kind }) => kind === "attempt_declined"));
      return played;
    },
    refunded: async () => {
      const played = await pay(site, "succeeded");
      await crm.control.refund({ invoice: played.uuid });
      await come(played, "refunded", ({ status }) => status === "refundSucceeded");
      return played;
    },
    /** A wrong card first, then the right one, then a part goes back; until the receipts are made. */
    refundedInPart: async () => {
      const played = await issue(site);
      await open(played);
      await payOnce(played, { cvc: "999" });
      await payOnce(played);
      await come(played, "paid", ({ status }) => status === "succeeded");
      await crm.control.refund({ invoice: played.uuid, amount: "640.00" });
      await come(played, "refunded and printed", ({ refundedAmount, receipts }) => refundedAmount === "640.00" && receipts.length === 2 && receipts.every(({ status }) => status === "delivered"));
      return played;
    },
  };
}
