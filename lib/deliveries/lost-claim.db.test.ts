import { bank, crm, until } from "#testing/rehearsal.ts";
import { letAllSettle, opened, thePayment, toldStatuses } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";

it("R3 whoever stood still over his message until another took over: the newest state is the last one told", async () => {
  const { uuid, mdOrder } = await opened();
  crm.addFault({ endpoint: "update-invoice", kind: "delay", delayMs: 1_500, times: 1 });
  await bank.payAsPayer(mdOrder);
  await until(() => crm.listFaults().length === 0, "the first message");
  // His claim has run out, and another has told of a refund meanwhile.
  await db.$executeRaw`UPDATE "Payment" SET "deliveryToken" = NULL, "deliveryUntil" = NULL`;
  await bank.refund(mdOrder);
  await letAllSettle();
  await drainBackground();
  await letAllSettle();
  expect((await thePayment()).status).toBe("refundSucceeded");
  expect(toldStatuses().at(-1)).toBe("refundSucceeded");
  expect(toldStatuses().length).toBeGreaterThan(2);
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("refundSucceeded");
});
