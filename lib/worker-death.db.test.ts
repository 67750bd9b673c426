import { bank, crm, entrance, isInvoice, issueAndOpen, type Opened, openLink, openShop, secondsUntil, startInstances } from "#testing/shared-hub.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { expect, it } from "vitest";
import { db } from "./db.ts";

const LIMIT = 60;

/** The bank will not answer the question which its notification makes the hub ask. */
async function leaveAsking({ uuid, mdOrder }: Opened): Promise<void> {
  await bank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 300_000 });
  const { askedSeq } = await db.attempt.findFirstOrThrow({ where: { mdOrder } });
  await bank.payAsPayer(mdOrder);
  await secondsUntil(async () => (await db.attempt.findFirstOrThrow({ where: { mdOrder } })).askedSeq > askedSeq, "a question");
  expect(isInvoice(uuid, "succeeded")).toBe(false);
}

/** RetailCRM will not answer when it is told of the payment. */
async function leaveTelling({ uuid, mdOrder }: Opened): Promise<void> {
  crm.addFault({ endpoint: "update-invoice", kind: "delay", delayMs: 300_000, times: 1 });
  await bank.payAsPayer(mdOrder);
  await secondsUntil(() => crm.listFaults().length === 0, "a call to RetailCRM");
  expect((await db.payment.findFirstOrThrow({ where: { invoiceUuid: uuid } })).deliveryToken).not.toBeNull();
}

it(
  `R3 a worker that is killed or frozen over its work: another has finished it within ${String(LIMIT)} s`,
  async () => {
    const [killed, frozen] = await startInstances(3);
    if (!killed || !frozen) throw new Error("no instances");
    const shop = await openShop();
    const orders = [await issueAndOpen(shop), await issueAndOpen(shop), await issueAndOpen(shop), await issueAndOpen(shop)] as const;
    const took: Record<string, number> = {};
    const watched: Promise<void>[] = [];
    const watch = (what: string, { uuid }: Opened): void => {
      const since = performance.now();
      watched.push(
        secondsUntil(() => isInvoice(uuid, "succeeded"), what, { since, limit: LIMIT }).then((seconds) => {
          took[what] = Math.round(seconds);
        }),
      );
    };
    entrance.lead([killed.url]);
    await leaveAsking(orders[0]);
    await leaveTelling(orders[1]);
    killed.signal("SIGKILL");
    watch("killed while asking the bank", orders[0]);
    watch("killed while telling RetailCRM", orders[1]);
    entrance.lead([frozen.url]);
    await leaveAsking(orders[2]);
    await leaveTelling(orders[3]);
    frozen.signal("SIGSTOP");
    watch("frozen while asking the bank", orders[2]);
    watch("frozen while telling RetailCRM", orders[3]);
    const results = await Promise.allSettled(watched);
    sayFigure(`R3 taken over after, s: ${JSON.stringify(took)}`);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
  },
);

it(`R3 an instance that is killed while a payer opens his link: the link leads to the bank again within ${String(LIMIT)} s, and is paid once`, async () => {
  const [killed, other] = await startInstances(2);
  if (!killed || !other) throw new Error("no instances");
  entrance.lead([killed.url]);
  const { uuid, link, mdOrder: first } = await issueAndOpen(await openShop());
  // So long ago that the payer gets thirty minutes anew.
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = "registeredAt" - interval '25 minutes'`;
  await db.$executeRaw`UPDATE "Payment" SET "firstOpenedAt" = "firstOpenedAt" - interval '25 minutes'`;
  await bank.addFault({ method: "register", kind: "latency", latencyMs: 300_000, times: 1 });
  const lost = openLink(link).catch(() => "");
  await secondsUntil(async () => (await db.operation.count({ where: { kind: "register", state: "sent" } })) === 1, "a registration");
  killed.signal("SIGKILL");
  expect(await lost).toBe("");
  entrance.lead([other.url]);
  let mdOrder = "";
  const seconds = await secondsUntil(async () => (mdOrder = await openLink(link)) !== "", "the bank's page", { limit: LIMIT });
  sayFigure(`R3 killed while a payer opened the link: the bank's page after ${seconds.toFixed(0)} s`);
  expect(mdOrder).not.toBe(first);
  await bank.payAsPayer(mdOrder);
  await secondsUntil(() => isInvoice(uuid, "succeeded"), "the payment in RetailCRM");
  expect((await bank.orders()).filter(({ status }) => status === 2)).toHaveLength(1);
});
