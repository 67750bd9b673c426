import { bank, crm } from "#testing/rehearsal.ts";
import { letAllSettle, opened, openProblems } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { keyColumns } from "#lib/connections/open-connection.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { recordFailed } from "./record-delivery.ts";

it("a refusal of the key from before comes after the account has got another: nothing is stopped", async () => {
  const { uuid, mdOrder } = await opened();
  crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
  await bank.payAsPayer(mdOrder);
  await bank.settle();
  await drainBackground();
  const { deliveries, ...before } = await db.payment.findFirstOrThrow({ include: { connection: true, deliveries: true } });
  const { apiKey } = crm.createKey({});
  await db.connection.update({ where: { id: before.connectionId }, data: keyColumns(before.connectionId, apiKey) });
  const [delivery] = deliveries;
  if (!delivery) throw new Error("nothing to tell");
  await recordFailed(before, delivery, new ProviderError("rejected", "refused", { code: "unauthorized" }));
  expect(await db.connection.findFirst()).toMatchObject({ keyRefusedAt: null });
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  expect(await openProblems()).toEqual([]);
});
