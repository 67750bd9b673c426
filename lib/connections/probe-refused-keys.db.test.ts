import { bank, crm } from "#testing/rehearsal.ts";
import { opened, openProblems, thePayment, toldTimes } from "#testing/rehearsed-payment.ts";
import { expect, it, vi } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { resumeDeliveries } from "#lib/deliveries/resume-deliveries.ts";
import { newUuid } from "#lib/ids.ts";
import { boss } from "#lib/jobs.ts";
import { sweep } from "#lib/sweep.ts";

const states = async () => (await thePayment()).deliveries.map(({ state }) => state);
const theKey = () => crm.listKeys()[0]?.id ?? "";
const allScopes = ["integration_read", "integration_write", "payments_read", "payments_write", "reference_read"];

/** Paid, and the message about it is kept because the CRM refuses the key. */
async function kept() {
  const made = await opened();
  crm.editKey({ key: theKey(), scopes: allScopes.filter((scope) => scope !== "payments_write") });
  await bank.payAsPayer(made.mdOrder);
  await bank.settle();
  await drainBackground();
  expect(await states()).toEqual(["held"]);
  return made;
}

/** As if a quarter of an hour had gone by since the last question. */
const quarterPasses = () => db.connection.updateMany({ where: { keyRefusedAt: { not: null } }, data: { keyRefusedAt: addSeconds(now(), -16 * 60) } });

async function nextSweep(): Promise<void> {
  await quarterPasses();
  await sweep();
  await drainBackground();
}

it("a key that works but may not tell of payments stays refused: one problem, and nothing hammered", async () => {
  const { uuid } = await kept();
  const told = toldTimes();
  const { raisedAt } = await db.problem.findFirstOrThrow({ where: { kind: "crm_key_refused" } });
  for (let times = 0; times < 3; times++) await nextSweep();
  expect(toldTimes()).toBe(told);
  expect(await openProblems()).toEqual(["crm_key_refused"]);
  expect(await db.problem.findFirstOrThrow({ where: { kind: "crm_key_refused" } })).toMatchObject({ raisedAt });
  crm.editKey({ key: theKey(), scopes: allScopes });
  await nextSweep();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  expect(await openProblems()).toEqual([]);
});

it("an account whose key cannot even be read is left out, and the others go on", async () => {
  const account = { systemUrl: "http://127.0.0.1:9", name: "Другой", moduleCode: "alfabank", integrationCode: "alfabank", apiKeyTail: "" };
  await db.connection.create({ data: { ...account, sealedApiKey: "unreadable", keyRefusedAt: addSeconds(now(), -3_600) } });
  const { uuid } = await kept();
  crm.editKey({ key: theKey(), scopes: allScopes });
  await nextSweep();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
});

it("messages kept for longer than the schedule lasts begin it anew", async () => {
  const { uuid } = await kept();
  await db.delivery.updateMany({ data: { createdAt: addSeconds(now(), -80 * 3_600) } });
  crm.editKey({ key: theKey(), scopes: allScopes });
  crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
  await nextSweep();
  expect((await thePayment()).deliveries).toMatchObject([{ state: "pending", tries: 1 }]);
  await db.delivery.updateMany({ data: { nextTryAt: addSeconds(now(), -60) } });
  await sweep();
  await drainBackground();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
});

it("however many messages waited, only a few are woken at once, and all of them are due", async () => {
  await kept();
  const { id: _, invoiceUuid: _uuid, slug: _slug, attempts: _a, refunds: _r, operations: _o, deliveries: _d, ...row } = await thePayment();
  const many = Array.from({ length: 300 }, (_none, number) => ({ ...row, source: {}, id: newUuid(), invoiceUuid: newUuid(), slug: `slug${String(number).padStart(6, "0")}` }));
  await db.payment.createMany({ data: many });
  await db.delivery.createMany({ data: many.map(({ id }) => ({ paymentId: id, version: 1, state: "held" as const })) });
  const send = vi.spyOn(boss(), "send");
  await db.$transaction((tx) => resumeDeliveries(tx, row.connectionId)); // nobody starts the work
  expect(send.mock.calls.length).toBeLessThanOrEqual(50);
  expect(await db.delivery.count({ where: { state: "pending", nextTryAt: { lte: now() } } })).toBe(301);
});
