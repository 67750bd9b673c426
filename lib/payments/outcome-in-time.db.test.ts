import { bank, crm, isInvoice, issueAndOpen, type Opened, openShop, secondsUntil, startInstances } from "#testing/shared-hub.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";

const LIMIT = 300;
const SILENT_SECONDS = 10;

const refundOf = async ({ uuid }: Opened) => db.refund.findFirstOrThrow({ where: { payment: { invoiceUuid: uuid } } });

it(
  "R4 refunds without an answer, at a bank that then falls silent: their outcome is known within five minutes of its return",
  async () => {
    await startInstances(1);
    const shop = await openShop();
    const [done, lost] = [await issueAndOpen(shop), await issueAndOpen(shop)];
    for (const { mdOrder } of [done, lost]) await bank.payAsPayer(mdOrder);
    await secondsUntil(() => isInvoice(done.uuid, "succeeded") && isInvoice(lost.uuid, "succeeded"), "two payments");
    await bank.addFault({ method: "refund", kind: "answerLost" });
    await bank.addFault({ method: "refund", kind: "requestDropped" });
    const first = crm.refund({ invoice: done.uuid, amount: "300.00" });
    await secondsUntil(async () => (await bank.requests({ method: "refund" })).length === 1, "the first request");
    const silence = await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
    const second = crm.refund({ invoice: lost.uuid, amount: "300.00" });
    await Promise.all([first, second]);
    await new Promise((resolve) => setTimeout(resolve, SILENT_SECONDS * 1000));
    await bank.removeFault(silence.id);
    const since = performance.now();
    const known = async (payment: Opened, status: string): Promise<boolean> => (await refundOf(payment)).status === status;
    const [foundDone, foundLost] = await Promise.all([
      secondsUntil(() => known(done, "succeeded"), "the refund that happened", { since, limit: LIMIT }),
      secondsUntil(() => known(lost, "canceled"), "the refund that did not", { since, limit: LIMIT }),
    ]);
    sayFigure(`R4 known after the bank's return: a refund it had made ${foundDone.toFixed(0)} s, one it never got ${foundLost.toFixed(0)} s`);
    expect((await bank.order(done.mdOrder)).refunded).toBe(30_000);
    expect((await bank.order(lost.mdOrder)).refunded).toBe(0);
    expect((await bank.requests({ method: "refund" })).length).toBe(2);
  },
  (LIMIT + 60) * 1000,
);
