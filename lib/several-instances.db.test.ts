import { bank, crm, entrance, isInvoice, issueAndOpen, type Opened, openLink, openShop, secondsUntil, startInstances } from "#testing/shared-hub.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "./db.ts";
import type { Instance } from "#testing/instances.ts";

let instances: Instance[] = [];

beforeAll(async () => {
  instances = await startInstances(2);
});

const bothServe = (): void => {
  entrance.lead(instances.map(({ url }) => url));
};

it("a payment begun at one instance is finished by the others: no step needs the one before", async () => {
  bothServe();
  const shop = await openShop({ confirmation: "manual" });
  const { uuid, link, mdOrder } = await issueAndOpen(shop);
  await bank.payAsPayer(mdOrder);
  await secondsUntil(() => isInvoice(uuid, "waitingForCapture"), "the hold");
  // Each instance alone must know what the other did.
  const [one, other] = instances.map(({ url }) => url) as [string, string];
  entrance.lead([one]);
  expect((await crm.approve({ invoice: uuid, amount: "700.00" })).ok).toBe(true);
  await secondsUntil(() => isInvoice(uuid, "succeeded"), "the capture");
  entrance.lead([other]);
  expect((await crm.refund({ invoice: uuid, amount: "200.00" })).ok).toBe(true);
  await secondsUntil(() => crm.getInvoice({ invoice: uuid }).refundedAmount === "200.00", "the refund");
  expect(await openLink(link)).toBe(""); // paid: there is nothing to pay at either of them
  expect((await bank.order(mdOrder)).refunded).toBe(20_000);
  bothServe();
});

it("R12 twenty open one link at two instances at once: one registration at the bank", async () => {
  bothServe();
  const shop = await openShop();
  const order = crm.createOrder({ items: [{ name: "Чай", price: "500.00" }] });
  await bank.addFault({ method: "register", kind: "requestDropped" });
  const { link } = await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  const opened = await Promise.all(Array.from({ length: 20 }, () => openLink(link ?? "")));
  const forms = new Set(opened.filter((mdOrder) => mdOrder !== ""));
  expect(forms.size).toBe(1);
  expect(await bank.orders()).toHaveLength(1);
});

it("R5 one notification, twenty times at two instances: one question, one message to RetailCRM", async () => {
  bothServe();
  const shop = await openShop();
  const { uuid, mdOrder } = await issueAndOpen(shop);
  await bank.payAsPayer(mdOrder);
  await Promise.all(Array.from({ length: 20 }, () => bank.sendCallback(mdOrder, "deposited", true)));
  await secondsUntil(() => isInvoice(uuid, "succeeded"), "the payment in RetailCRM");
  await new Promise((resolve) => setTimeout(resolve, 4_000)); // the jobs behind the work that was started at once
  expect(crm.events({ kind: "api", name: "update-invoice" })).toHaveLength(1);
});

it("R8 both tell RetailCRM of forty payments at once: never more than ten calls in any second", async () => {
  bothServe();
  const shop = await openShop();
  const made: Opened[] = [];
  for (let number = 0; number < 40; number++) made.push(await issueAndOpen(shop, "100.00"));
  crm.setSwitches({ requestsPerSecond: 10 });
  const begunAt = Date.now();
  const begun = performance.now();
  await Promise.all(made.map(({ mdOrder }) => bank.payAsPayer(mdOrder)));
  await secondsUntil(() => made.every(({ uuid }) => isInvoice(uuid, "succeeded")), "forty payments in RetailCRM", { since: begun });
  const times = crm.events({ kind: "api" }).map(({ at }) => Date.parse(at)).filter((at) => at >= begunAt);
  const most = Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
  sayFigure(`R8 forty payments over two instances: told in ${((performance.now() - begun) / 1000).toFixed(0)} s, at most ${String(most)} calls in a second`);
  expect(most).toBeLessThanOrEqual(10);
  expect(await db.delivery.count({ where: { tries: { gt: 1 } } })).toBe(0);
});

it("whoever guesses links is counted over all instances", async () => {
  bothServe();
  const answers: number[] = [];
  for (let n = 0; n < 40; n++) {
    const response = await fetch(`${entrance.url}/p/abcdefgh${String(n).padStart(2, "0")}`, { headers: { "x-forwarded-for": "198.51.100.7" } });
    await response.arrayBuffer();
    answers.push(response.status);
  }
  expect(answers.indexOf(429)).toBe(30);
  expect(answers.slice(30).every((status) => status === 429)).toBe(true);
});

it("an instance that is asked to stop ends its work or gives it back, and nothing waits for it", async () => {
  const [leaving, staying] = instances as [Instance, Instance];
  const shop = await openShop();
  bothServe();
  const made: Opened[] = [];
  for (let number = 0; number < 8; number++) made.push(await issueAndOpen(shop, "100.00"));
  crm.addFault({ endpoint: "update-invoice", kind: "delay", delayMs: 3_000, times: 4 });
  entrance.lead([leaving.url]);
  await Promise.all(made.map(({ mdOrder }) => bank.payAsPayer(mdOrder)));
  await secondsUntil(() => crm.listFaults().length === 0 || made.some(({ uuid }) => isInvoice(uuid, "succeeded")), "work under way");
  entrance.lead([staying.url]);
  const begun = performance.now();
  const code = await leaving.stop();
  const stopped = (performance.now() - begun) / 1000;
  await secondsUntil(() => made.every(({ uuid }) => isInvoice(uuid, "succeeded")), "all eight in RetailCRM", { since: begun });
  sayFigure(`R3 clean stop with eight messages under way: ended after ${stopped.toFixed(1)} s, all told after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect(code).toBe(0);
  expect(await db.payment.count({ where: { deliveryToken: { not: null } } })).toBe(0);
});
