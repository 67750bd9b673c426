import { afterAll, beforeEach, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { sandboxMerchant, startBank } from "#sandbox/bank/index.ts";
import { bankClient, type NewOrder } from "./client.ts";
import { bankFault } from "./error-words.ts";
import { factsMismatch, orderFacts } from "./order-facts.ts";

/** Two readings of the protocol, made apart, must agree. */

const started = await startBank();
const { restUrl } = started;
const { control } = started.bank;
const clientOf = ({ login, password }: { login: string; password: string }) =>
  bankClient({ gateway: { baseUrl: restUrl }, login, password });
const client = clientOf(sandboxMerchant);

beforeEach(() => control.reset());
afterAll(() => started.close());

let counter = 0;
const newOrder = (more: Partial<NewOrder> = {}): NewOrder => ({
  orderNumber: `t-${++counter}`,
  amount: 100_000n,
  twoStage: false,
  returnUrl: "http://localhost:3000/p/abc/result",
  description: "Заказ 10% + <b>чай</b> 👕",
  language: "ru",
  sessionTimeoutSecs: 1_800,
  ...more,
});

const factsOf = async (mdOrder: string) => {
  const answer = await client.status({ orderId: mdOrder });
  if (answer === null) throw new Error("the bank forgot the order");
  return orderFacts(answer);
};

const failure = async (work: Promise<unknown>): Promise<ProviderError> => {
  const error: unknown = await work.then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw error;
  return error;
};

it("pays in one stage and refunds in parts", async () => {
  const order = newOrder();
  const { mdOrder, formUrl } = await client.register(order);
  expect(formUrl).toContain(mdOrder);
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 0, deposited: 0n, tried: false, final: false });
  await control.payAsPayer(mdOrder);
  const answer = await client.status({ orderNumber: order.orderNumber });
  expect(answer && factsMismatch(answer, { orderNumber: order.orderNumber, mdOrder, amount: 100_000n })).toBeNull();
  expect(answer?.mdOrder).toBe(mdOrder);
  const paid = await factsOf(mdOrder);
  expect(paid).toMatchObject({ orderStatus: 2, deposited: 100_000n, refunded: 0n, amountsKnown: true, final: true, paymentWay: "CARD" });
  expect(paid.paidAt).toBeInstanceOf(Date);

  const part = { orderId: mdOrder, amount: 40_000n, externalRefundId: "refund-1", expectedDepositedAmount: 100_000n };
  await client.refund(part);
  await client.refund(part); // the same id again: nothing more is given back
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 4, deposited: 60_000n, refunded: 40_000n });
  expect((await factsOf(mdOrder)).refunds).toMatchObject([{ amount: 40_000n, externalRefundId: "refund-1" }]);
  const stale = await failure(client.refund({ ...part, externalRefundId: "refund-2" }));
  expect(stale.outcome).toBe("rejected");
  const tooMuch = { ...part, externalRefundId: "refund-3", amount: 90_000n, expectedDepositedAmount: 60_000n };
  expect(await failure(client.refund(tooMuch))).toMatchObject({ outcome: "rejected", code: "7" });
  await client.refund({ ...tooMuch, amount: 60_000n });
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 4, deposited: 0n, refunded: 100_000n });
});

it("holds, captures a part and lets the rest go", async () => {
  const { mdOrder } = await client.register(newOrder({ twoStage: true }));
  await control.payAsPayer(mdOrder);
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 1, held: 100_000n, deposited: 0n, final: false });
  expect(await failure(client.deposit({ orderId: mdOrder, amount: 100_001n }))).toMatchObject({ outcome: "rejected" });
  await client.deposit({ orderId: mdOrder, amount: 70_000n });
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 2, held: 0n, deposited: 70_000n });
});

it("lets a hold go", async () => {
  const { mdOrder } = await client.register(newOrder({ twoStage: true }));
  await control.payAsPayer(mdOrder);
  await client.reverse({ orderId: mdOrder });
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 3, held: 0n, deposited: 0n, final: true });
});

it("declines an unpaid order and sees a declined card, an expired session and an attempt that may be repeated", async () => {
  const order = newOrder();
  const { mdOrder } = await client.register(order);
  await control.payAsPayer(mdOrder, { cvc: "999" });
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 0, actionCode: 71_015, tried: true });
  await client.decline({ orderId: mdOrder, orderNumber: order.orderNumber });
  expect(await factsOf(mdOrder)).toMatchObject({ orderStatus: 6, actionCode: 4_005, expired: false, final: true });
  const late = await client.register(newOrder());
  await control.advance(1_801_000);
  expect(await factsOf(late.mdOrder)).toMatchObject({ orderStatus: 6, expired: true, tried: false, final: true });
});

it("knows duplicates, unknown orders and wrong states by their codes", async () => {
  const order = newOrder();
  const { mdOrder } = await client.register(order);
  expect(await failure(client.register(order))).toMatchObject({ outcome: "rejected", code: "1" });
  expect(await client.status({ orderId: "00000000-0000-0000-0000-000000000000" })).toBeNull();
  expect(await client.status({ orderNumber: "nobody" })).toBeNull();
  expect(await failure(client.reverse({ orderId: mdOrder }))).toMatchObject({ outcome: "rejected", code: "7" });
});

it("knows refused logins of each kind", async () => {
  const wrong = await failure(clientOf({ ...sandboxMerchant, password: "wrong" }).status({ orderNumber: "x" }));
  expect(bankFault(wrong, "getOrderStatusExtended")).toBe("denied");
  const newcomer = await failure(clientOf({ login: "r-newcomer-api", password: "Password*1" }).status({ orderNumber: "x" }));
  expect(bankFault(newcomer, "getOrderStatusExtended")).toBe("change_password");
  const limited = await failure(clientOf({ login: "r-limited-api", password: "Limited*2" }).register(newOrder({ twoStage: true })));
  expect(bankFault(limited, "registerPreAuth")).toBe("no_permission");
});

it.each([1, 2, 3, 20, 46])("reads the money at status version %i, or says that it cannot", async (statusVersion) => {
  await control.editMerchant(sandboxMerchant.login, { gateway: { statusVersion } });
  const { mdOrder } = await client.register(newOrder());
  await control.payAsPayer(mdOrder);
  const paid = await factsOf(mdOrder);
  expect(paid).toMatchObject({ orderStatus: 2, deposited: 100_000n, amountsKnown: true, amountsAssumed: statusVersion < 3 });
  await control.refund(mdOrder, 40_000);
  const refunded = await factsOf(mdOrder);
  expect(refunded.amountsKnown).toBe(statusVersion >= 3);
  if (refunded.amountsKnown) expect(refunded).toMatchObject({ deposited: 60_000n, refunded: 40_000n });
});

it.each([
  { errorCodeType: "string" as const, registerErrorCode: true, contentType: "json" as const, currencyEcho: "810" as const },
  { errorCodeType: "number" as const, registerErrorCode: false, contentType: "text" as const, currencyEcho: "643" as const },
])("reads installations of every habit: %j", async (gateway) => {
  await control.editMerchant(sandboxMerchant.login, { gateway: { ...gateway, strictDescription: true } });
  const order = newOrder();
  const { mdOrder } = await client.register(order);
  await control.payAsPayer(mdOrder);
  const answer = await client.status({ orderId: mdOrder });
  expect(answer && factsMismatch(answer, { orderNumber: order.orderNumber, mdOrder, amount: 100_000n })).toBeNull();
  expect(await client.status({ orderNumber: "nobody" })).toBeNull();
});

it("reads receipts and the list of last orders", async () => {
  const { mdOrder } = await client.register(newOrder());
  await control.payAsPayer(mdOrder);
  expect(Array.isArray(await client.receiptStatus({ orderId: mdOrder }))).toBe(true);
  const bankNow = await control.now();
  const { orders, total } = await client.lastOrders({
    from: new Date(bankNow - 3_600_000),
    to: new Date(bankNow + 3_600_000),
    page: 0,
    size: 50,
    byCreatedDate: true,
  });
  expect(total).toBe(1);
  expect(orders[0]).toMatchObject({ orderStatus: 2, amount: 100_000n });
  await client.addParams({ orderId: mdOrder, params: { hub: "1" } });
  expect(await failure(client.addParams({ orderId: "00000000-0000-0000-0000-000000000000", params: { hub: "1" } }))).toMatchObject({ code: "6" });
});
