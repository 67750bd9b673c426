import { bank, crm, hubUrl, issue, openAsPayer, openShop, type Shop } from "#testing/rehearsal.ts";
import { type BankState, type History, histories } from "#testing/bank-histories.ts";
import { MERCHANT } from "#testing/rehearsed-payment.ts";
import { canonicalString, symmetricChecksum } from "#sandbox/bank/callbacks/checksum.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";

/**
 * R6 with the real thing: the bank does one thing after another, and the hub's own address hears of each in every order and
 * again, while the bank goes on. What the pure test beside this one cannot show is that nothing but asking counts.
 */

const callbackToken = "orders-callback-token";
const card = { pan: "5555555555555599" } as const;

/** How each step of a history is done at the bank. */
function perform(step: string, mdOrder: string, before: BankState): Promise<unknown> {
  const [name, part] = step.split(" ");
  switch (name) {
    case "declined":
      return bank.payAsPayer(mdOrder, before.orderStatus === 5 ? { ...card, result: "fail" } : { cvc: "999" });
    case "3-D":
      return bank.payAsPayer(mdOrder, { ...card, result: "leave" });
    case "ran":
      return bank.expire(mdOrder);
    case "approved":
      return bank.payAsPayer(mdOrder);
    case "deposited":
      return part === undefined ? bank.payAsPayer(mdOrder) : bank.deposit(mdOrder, Number(part));
    case "refunded":
      return bank.refund(mdOrder, Number(part));
    default:
      return bank.reverse(mdOrder);
  }
}

/** The notification about each step; the bank sends none of a payer who is in 3-D Secure. */
const news: Readonly<Record<string, readonly [operation: string, status: string]>> = {
  declined: ["deposited", "0"],
  ran: ["declinedByTimeout", "0"],
  approved: ["approved", "1"],
  deposited: ["deposited", "1"],
  refunded: ["refunded", "1"],
  reversed: ["reversed", "1"],
};

async function notify({ syncKey }: Shop, { mdOrder, orderNumber }: { mdOrder: string; orderNumber: string }, step: string): Promise<void> {
  const told = news[step.split(" ")[0] ?? ""];
  if (!told) return;
  const parameters = Object.entries({ mdOrder, orderNumber, operation: told[0], status: told[1] });
  const checksum = symmetricChecksum(canonicalString(parameters), callbackToken);
  const query = new URLSearchParams([...parameters, ["checksum", checksum]]);
  expect((await fetch(`${hubUrl}/api/alfabank/callback/${syncKey}?${query.toString()}`)).status).toBe(200);
}

/** One order of doing (numbers of steps) and hearing (the same numbers, negative, less one): every one that can be. */
function* orders(count: number): Generator<number[]> {
  function* go(done: number, waiting: number[], order: number[]): Generator<number[]> {
    if (done === count && waiting.length === 0) yield order;
    if (done < count) yield* go(done + 1, [...waiting, done], [...order, done]);
    for (const step of waiting) yield* go(done, waiting.filter((other) => other !== step), [...order, -step - 1]);
  }
  yield* go(0, [], []);
}

interface Plan {
  history: History;
  order: readonly number[];
}

async function play(shop: Shop, { history, order }: Plan): Promise<string> {
  const { uuid, link } = await issue(shop, "10.00");
  const { mdOrder } = await openAsPayer(link);
  const { orderNumber } = await bank.order(mdOrder);
  for (const turn of order) {
    const step = history.steps[turn < 0 ? -turn - 1 : turn] ?? "";
    const before = history.states[turn];
    if (turn >= 0 && before) await perform(step, mdOrder, before);
    else await notify(shop, { mdOrder, orderNumber }, step);
  }
  // The last news once more: late, and twice.
  await Promise.all([notify(shop, { mdOrder, orderNumber }, history.steps[0] ?? ""), notify(shop, { mdOrder, orderNumber }, history.steps.at(-1) ?? "")]);
  return uuid;
}

/** Hub, bank and CRM say the same of each, and each refund is written down once. */
async function check(plans: readonly Plan[], uuids: readonly string[]): Promise<void> {
  const payments = await db.payment.findMany({ where: { invoiceUuid: { in: [...uuids] } }, include: { refunds: true, attempts: true } });
  for (const [index, uuid] of uuids.entries()) {
    const plan = plans[index];
    const payment = payments.find(({ invoiceUuid }) => invoiceUuid === uuid);
    const [attempt] = payment?.attempts ?? [];
    if (!plan || !payment || !attempt?.mdOrder) throw new Error("no payment");
    const order = await bank.order(attempt.mdOrder);
    const what = `${plan.history.name} as ${plan.order.join()}`;
    expect([what, attempt.bankStatus, attempt.deposited], what).toEqual([what, order.status, order.status === 3 ? 0n : BigInt(order.deposited)]);
    expect(payment.refunds.reduce((sum, { amount }) => sum + amount, 0n), what).toBe(payment.refunded);
    if (order.status !== 3) expect(payment.refunded, what).toBe(BigInt(order.refunds.reduce((sum, { amount }) => sum + amount, 0)));
    const { status, refundedAmount } = crm.getInvoice({ invoice: uuid });
    expect([what, status, Math.round(Number(refundedAmount) * 100)], what).toEqual([what, payment.status, Number(payment.refunded)]);
  }
}

const SIDE_BY_SIDE = 10;

/** Whole for up to three steps; of longer histories every so-many-th, so that all of them have their turn. */
function plansFor(twoStage: boolean, every: number): Plan[] {
  // Nobody tells of a payer who is in 3-D Secure: that state is found by asking only.
  const told = histories(twoStage, 5).filter(({ steps }) => steps.at(-1) !== "3-D Secure");
  const all = told.flatMap((history) => [...orders(history.steps.length)].map((order) => ({ history, order })));
  const whole = all.filter(({ history }) => history.steps.length <= 2);
  const sampled = all.filter(({ history }) => history.steps.length > 2).filter((_, index) => index % every === 0);
  return [...whole, ...sampled];
}

/** The limit of calls per key is tested elsewhere and would only make this slow. */
async function unhurried(work: () => Promise<void>): Promise<void> {
  const over = new AbortController();
  const forgetting = (async () => {
    while (!over.signal.aborted) {
      await db.rateLimit.deleteMany();
      await sleep(30);
    }
  })();
  await work().finally(() => {
    over.abort();
  });
  await forgetting;
}

it.each([
  ["one-stage", "auto", 307],
  ["two-stage", "manual", 601],
] as const)("%s: heard of in every order by the real route, hub, bank and CRM agree", async (_, confirmation, every) => {
  const shop = await openShop({ confirmation, callbackToken });
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  const plans = plansFor(confirmation === "manual", every);
  expect(plans.length).toBeGreaterThan(60);
  await unhurried(async () => {
    for (let from = 0; from < plans.length; from += SIDE_BY_SIDE) {
      const batch = plans.slice(from, from + SIDE_BY_SIDE);
      const uuids = await Promise.all(batch.map((plan) => play(shop, plan)));
      await drainBackground();
      await check(batch, uuids);
    }
  });
}, 600_000);
