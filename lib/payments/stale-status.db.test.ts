import { bank, crm, openAsPayer, until } from "#testing/rehearsal.ts";
import { answerWith, asked, callHub, held, letAllSettle, letLinkAge, opened, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { approvePayment } from "./approve-payment.ts";
import { declineAttempt } from "./decline-attempt.ts";

/** The bank confirms a write, and its own answers about the order go on denying it. */

/** From now on the bank tells of the order what it tells now. */
const freeze = (mdOrder: string) => answerWith(mdOrder, (answer) => answer);

const letTheBankLag = () => db.operation.updateMany({ where: { state: "succeeded" }, data: { finishedAt: new Date(Date.now() - 11 * 60_000) } });

async function callAbout(action: "approve" | "cancel", more: Record<string, unknown> = {}) {
  const { id, connectionId } = await thePayment();
  const { clientId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  return callHub(action, { clientId, [action]: { paymentId: id, ...more } });
}

describe("a capture", () => {
  it("C-55 pressed again is done already, one after the other and at once; another sum is being checked", async () => {
    const { mdOrder } = await held();
    await freeze(mdOrder);
    expect(await callAbout("approve")).toMatchObject({ status: 200, body: { success: true } });
    expect(await callAbout("approve")).toMatchObject({ status: 200, body: { success: true } });
    const both = await Promise.all([callAbout("approve"), callAbout("approve", { amount: "1000.00" })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await callAbout("approve", { amount: "300.00" })).toMatchObject({ status: 400, body: { success: false } });
    expect(await callAbout("cancel")).toMatchObject({ status: 400, body: { success: false } });
    expect(await asked("deposit")).toBe(1);
    expect(await asked("reverse")).toBe(0);
  });

  it("can be asked for anew when the bank denies it for long: the bank itself takes no hold twice", async () => {
    const { uuid, mdOrder } = await held();
    await freeze(mdOrder);
    expect(await callAbout("approve")).toMatchObject({ status: 200 });
    await letTheBankLag();
    expect((await callAbout("approve")).status).toBeLessThan(500);
    expect(await asked("deposit")).toBe(2);
    await bank.clearFaults();
    await letAllSettle();
    expect(await bank.order(mdOrder)).toMatchObject({ deposited: 100_000 });
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1000.00" });
    await expect(approvePayment("user:test", (await thePayment()).id, null)).resolves.toBeUndefined();
  });
});

describe("a release", () => {
  it("pressed again is done already, and what was let go is not captured", async () => {
    const { uuid, mdOrder } = await held();
    await freeze(mdOrder);
    expect(await callAbout("cancel")).toMatchObject({ status: 200 });
    expect(await callAbout("cancel")).toMatchObject({ status: 200 });
    expect(await callAbout("approve")).toMatchObject({ status: 400 });
    await letTheBankLag();
    expect(await callAbout("approve")).toMatchObject({ status: 400 });
    expect(await asked("deposit")).toBe(0);
    expect(await asked("reverse")).toBe(1);
    await bank.clearFaults();
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
  });
});

it("the end of an unpaid order is asked for once", async () => {
  const { mdOrder } = await opened();
  await freeze(mdOrder);
  const [attempt] = (await thePayment()).attempts;
  await declineAttempt(attempt?.id ?? "", "crm");
  await declineAttempt(attempt?.id ?? "", "crm");
  expect(await asked("decline")).toBe(1);
  await letTheBankLag();
  await declineAttempt(attempt?.id ?? "", "crm");
  expect(await asked("decline")).toBe(2);
});

it("a hold that a person captured is not given back because RetailCRM says no later", async () => {
  const { uuid, mdOrder } = await opened("1000.00", { confirmation: "manual" });
  crm.addFault({ endpoint: "check", kind: "error-503", times: null });
  crm.addFault({ endpoint: "update-invoice", kind: "error-503", times: null });
  await bank.payAsPayer(mdOrder);
  await until(async () => (await thePayment()).status === "waitingForCapture", "the hold");
  await freeze(mdOrder);
  await approvePayment("user:test", (await thePayment()).id, null);
  crm.clearFaults();
  crm.setVerdict({ mode: "refuse", text: "Заказ отменён" });
  await letAllSettle();
  expect(await asked("reverse")).toBe(0);
  await bank.clearFaults();
  await letAllSettle();
  expect(await bank.order(mdOrder)).toMatchObject({ deposited: 100_000 });
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
});

it("a payer is not sent to an order that the bank has ended", async () => {
  const { link, mdOrder } = await opened();
  await freeze(mdOrder);
  await letLinkAge(600);
  const again = await openAsPayer(link);
  expect(again.status).toBe(302);
  expect(again.mdOrder).not.toBe(mdOrder);
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
  expect(await bank.order(again.mdOrder)).toMatchObject({ status: 0 });
  await letLinkAge(600);
  expect((await openAsPayer(link)).mdOrder).not.toBe(mdOrder);
});

it("approving while it is not known whether the hold was let go is being checked, and not told as a cancel", async () => {
  const { mdOrder } = await held();
  await bank.addFault({ method: "reverse", kind: "requestDropped" });
  await freeze(mdOrder);
  expect(await callAbout("cancel")).toMatchObject({ status: 400 });
  expect((await thePayment()).operations.at(-1)).toMatchObject({ kind: "reverse", state: "unknown" });
  const approving = await callAbout("approve");
  expect(approving).toMatchObject({ status: 400 });
  expect(approving.body["errorMsg"]).not.toMatch(/отменён/);
  expect(await asked("deposit")).toBe(0);
});

it("another sum is taken while the bank does not show yet that it has ended the old order", async () => {
  const { uuid, link, mdOrder } = await opened();
  await freeze(mdOrder);
  expect(await crm.resendInvoice({ invoice: uuid, amount: "1200.00" })).toMatchObject({ ok: true, link });
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
  expect((await thePayment()).attempts.at(-1)).toMatchObject({ state: "registered", amount: 120_000n });
});
