import { bank, crm, invoiceWith } from "#testing/rehearsal.ts";
import { held, letAllSettle, MERCHANT, opened, paid } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { exportIncident, type Incident } from "#lib/payments/export-incident.ts";
import { stateOf } from "./books.ts";
import { scriptOfIncident } from "./replay-incident.ts";
import { runScript } from "./run-script.ts";

/** As it comes out of a file. */
async function exported(): Promise<Incident> {
  await letAllSettle();
  const { id } = await db.payment.findFirstOrThrow();
  return JSON.parse(JSON.stringify(await exportIncident(id))) as Incident;
}

async function replayed() {
  const incident = await exported();
  const script = scriptOfIncident(incident);
  const { violation, world, trace } = runScript(script);
  expect(violation, trace.join("\n")).toBeNull();
  expect(runScript(script).trace).toEqual(trace);
  const { status, held: heldNow, captured, refunded } = stateOf(world.books);
  expect({ status, held: String(heldNow), captured: String(captured), refunded: String(refunded) }, trace.join("\n")).toEqual(incident.end);
  return { incident, trace };
}

it("paid, refunded in part by the CRM and in part in the bank's cabinet", async () => {
  const { uuid, mdOrder } = await paid("1000.00");
  await crm.refund({ invoice: uuid, amount: "300.00" });
  await bank.refund(mdOrder, 25_000);
  const { incident, trace } = await replayed();
  expect(incident.end).toMatchObject({ status: "succeeded", captured: "100000", refunded: "55000" });
  expect(trace.some((line) => line.endsWith("foreign refund 25000"))).toBe(true);
});

it("held, captured in part, given back", async () => {
  const { uuid } = await held("1000.00");
  await crm.approve({ invoice: uuid, amount: "700.00" });
  await invoiceWith(uuid, "succeeded");
  await crm.refund({ invoice: uuid });
  const { incident } = await replayed();
  expect(incident.end).toMatchObject({ status: "refundSucceeded", captured: "70000", refunded: "70000" });
});

it("held and cancelled", async () => {
  const { uuid } = await held("1000.00");
  await crm.cancel({ invoice: uuid });
  expect((await replayed()).incident.end.status).toBe("canceled");
});

it("held and let go in the bank's cabinet", async () => {
  const { uuid, mdOrder } = await held("1000.00");
  await bank.reverse(mdOrder);
  await invoiceWith(uuid, "canceled");
  expect((await replayed()).incident.end.status).toBe("canceled");
});

it("cancelled before anybody paid", async () => {
  const { uuid } = await opened("1000.00");
  await crm.cancel({ invoice: uuid });
  expect((await replayed()).incident.end.status).toBe("canceled");
});

it("a refund whose answer was lost", async () => {
  const { uuid } = await paid("1000.00");
  await bank.addFault({ method: "refund", kind: "answerLost", merchant: MERCHANT });
  await crm.refund({ invoice: uuid, amount: "300.00" });
  expect((await replayed()).incident.end).toMatchObject({ status: "succeeded", refunded: "30000" });
});

it("names nobody and no secret, and refuses what is no payment", async () => {
  await paid("1000.00");
  const text = JSON.stringify(await exported());
  const { sealedPassword, syncKey, login } = await db.sync.findFirstOrThrow();
  const { mdOrder } = await db.attempt.findFirstOrThrow();
  for (const secret of [sealedPassword, syncKey, login, mdOrder ?? "-"]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/@|\+7|Чай/);
  await expect(exportIncident("not-a-payment")).rejects.toMatchObject({ code: "not_found" });
  await expect(exportIncident("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
});
