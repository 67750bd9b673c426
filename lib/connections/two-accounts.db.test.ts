import { bank, crm, crmUrl, hubUrl, openAsPayer, until } from "#testing/rehearsal.ts";
import { secondCrm, secondCrmUrl } from "#testing/second-crm.ts";
import { beforeEach, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { repeatDelivery } from "#lib/deliveries/repeat-delivery.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import { seal } from "#lib/secrets.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { keyColumns } from "./open-connection.ts";
import { registerModule } from "./register-module.ts";

/** Two RetailCRM accounts with three shops of the bank each; every shop has a login of its own. */

interface TrialShop {
  syncId: string;
  shopCode: string;
  login: string;
}

interface TrialAccount {
  control: typeof crm;
  connectionId: string;
  clientId: string;
  shops: TrialShop[];
}

async function addShop(connectionId: string, n: number): Promise<TrialShop> {
  const syncId = newUuid();
  const login = `r-${connectionId.slice(0, 8)}-${String(n)}-api`;
  const password = `Secret-${String(n)}`;
  const syncKey = randomBase62(40);
  await bank.addMerchant({ login, password, name: `Магазин ${String(n)}` });
  await bank.editMerchant(login, { callback: { url: `${hubUrl}/api/alfabank/callback/${syncKey}` } });
  // The same code in both accounts: it is the account that tells them apart.
  const data = { id: syncId, connectionId, name: `Магазин ${String(n)}`, shopCode: `shop-${String(n)}`, environment: "test", login, sealedPassword: seal(password, passwordPlace(syncId)), syncKey, confirmation: "auto", taxSystem: 0 } as const;
  await db.sync.create({ data });
  return { syncId, shopCode: data.shopCode, login };
}

async function openAccount(control: typeof crm, systemUrl: string): Promise<TrialAccount> {
  const id = newUuid();
  const data = { id, systemUrl, name: systemUrl, moduleCode: "alfabank", integrationCode: "alfabank", registrationVersion: 1, ...keyColumns(id, sandboxAccount.apiKey) };
  const { clientId } = await db.connection.create({ data });
  const shops = [await addShop(id, 1), await addShop(id, 2), await addShop(id, 3)];
  await registerModule(id);
  return { control, connectionId: id, clientId, shops };
}

let accounts: TrialAccount[];

beforeEach(async () => {
  accounts = [await openAccount(crm, crmUrl), await openAccount(secondCrm, secondCrmUrl)];
});

async function issue({ control }: TrialAccount, { shopCode }: TrialShop, sum: string) {
  const order = control.createOrder({ items: [{ name: "Чай", price: sum }] });
  const { invoice, link, message } = await control.issueInvoice({ order: order.id, shopCode });
  expect(message).toBeNull();
  return { uuid: invoice?.uuid ?? "", link: link ?? "" };
}

it("each shop of each account is registered, selectable and paid with its own login, side by side", async () => {
  for (const { control, shops } of accounts) {
    expect(control.listModules()).toMatchObject([{ code: "alfabank", payment: { shops: shops.map(({ shopCode }) => ({ code: shopCode, active: true })) } }]);
    expect(control.listPaymentTypes().filter(({ integration }) => integration !== null)).toHaveLength(3);
  }
  const everyShop = accounts.flatMap((account, a) => account.shops.map((shop, s) => ({ account, shop, sum: `${String(100 * (a + 1) + s)}.10` })));
  await Promise.all(
    everyShop.map(async ({ account, shop, sum }) => {
      const { uuid, link } = await issue(account, shop, sum);
      const { mdOrder } = await openAsPayer(link);
      await bank.payAsPayer(mdOrder);
      const invoice = await until(() => {
        const found = account.control.getInvoice({ invoice: uuid });
        return found.status === "succeeded" && found;
      }, `payment of ${shop.login}`);
      expect(invoice.amount).toBe(sum);
      const attempt = await db.attempt.findFirstOrThrow({ where: { mdOrder }, include: { payment: true } });
      expect(attempt).toMatchObject({ bankLogin: shop.login, syncId: shop.syncId, payment: { connectionId: account.connectionId, invoiceUuid: uuid } });
    }),
  );
  expect(await db.payment.count()).toBe(6);
  expect(await db.problem.count({ where: { clearedAt: null } })).toBe(0);
});

it("C-73 the same invoice id in two accounts is two payments, with ids that cannot meet in a CRM", async () => {
  const invoiceUuid = newUuid();
  const create = async ({ clientId, shops }: TrialAccount) => {
    const form = { shopId: shops[0]?.shopCode, invoiceUuid, invoiceType: "link", amount: 17, currency: "RUB", orderNumber: "17", siteUrl: "https://shop.example" };
    const body = new URLSearchParams({ clientId, create: JSON.stringify(form) });
    const answer = (await (await fetch(`${hubUrl}/api/retailcrm/payment/create`, { method: "POST", body })).json()) as { result?: { paymentId: string } };
    return answer.result?.paymentId;
  };
  const ids = [];
  for (const account of [...accounts, ...accounts]) ids.push(await create(account));
  expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(await db.payment.count()).toBe(2);
});

it("C-73 telling a CRM the same thing again makes nothing new there", async () => {
  const [account] = accounts;
  const [shop] = account?.shops ?? [];
  if (!account || !shop) throw new Error("no account");
  const { uuid, link } = await issue(account, shop, "50.00");
  await bank.payAsPayer((await openAsPayer(link)).mdOrder);
  await until(() => account.control.getInvoice({ invoice: uuid }).status === "succeeded", "the payment");
  const payment = await db.payment.findFirstOrThrow();
  const before = JSON.stringify(account.control.listInvoices());
  await repeatDelivery("system", payment.id);
  await until(() => account.control.events({ kind: "api", name: "update-invoice" }).length === 2, "the second message");
  expect(JSON.stringify(account.control.listInvoices())).toBe(before);
});

it("one account cannot reach a payment or a shop of the other", async () => {
  const [first, second] = accounts;
  const [shop] = first?.shops ?? [];
  if (!first || !second || !shop) throw new Error("no account");
  await issue(first, shop, "50.00");
  const { id: paymentId } = await db.payment.findFirstOrThrow();
  for (const action of ["approve", "cancel", "refund"]) {
    const body = new URLSearchParams({ clientId: second.clientId, [action]: JSON.stringify({ paymentId, amount: 1 }) });
    const answer = await fetch(`${hubUrl}/api/retailcrm/payment/${action}`, { method: "POST", body });
    expect([answer.status, ((await answer.json()) as { success: boolean }).success]).toEqual([400, false]);
  }
  const status = await fetch(`${hubUrl}/api/retailcrm/payment/status?clientId=${second.clientId}&paymentId=${paymentId}`);
  expect(status.status).toBe(400);
  expect(await db.payment.findFirstOrThrow()).toMatchObject({ status: "pending", cancelRequestedAt: null });
});

it("an account whose key is refused holds up nobody else", async () => {
  const [first, second] = accounts;
  const [shop] = first?.shops ?? [];
  const [other] = second?.shops ?? [];
  if (!first || !second || !shop || !other) throw new Error("no account");
  const [here, there] = [await issue(first, shop, "50.00"), await issue(second, other, "60.00")];
  first.control.revokeKey({ key: sandboxAccount.apiKey });
  for (const { link } of [here, there]) await bank.payAsPayer((await openAsPayer(link)).mdOrder);
  await until(() => second.control.getInvoice({ invoice: there.uuid }).status === "succeeded", "the other account's payment");
  await until(async () => (await db.delivery.count({ where: { state: "held" } })) === 1, "the held message");
  expect(await db.problem.findMany({ where: { clearedAt: null } })).toMatchObject([{ kind: "crm_key_refused", connectionId: first.connectionId }]);
});
