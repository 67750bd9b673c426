import { bank, crm } from "#testing/rehearsal.ts";
import { asked, held, letAllSettle, MERCHANT } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";

describe("the bank refuses because it has been done already, unheard", () => {
  const unheard = async () => {
    const made = await held();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    return made;
  };

  it("approving what was captured in the cabinet is done", async () => {
    const { uuid, mdOrder } = await unheard();
    await bank.deposit(mdOrder);
    expect(await crm.approve({ invoice: uuid })).toMatchObject({ ok: true });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1000.00" });
    expect(await asked("deposit")).toBe(1);
  });

  it("approving another sum than was captured is told what was", async () => {
    const { uuid, mdOrder } = await unheard();
    await bank.deposit(mdOrder, 70_000);
    expect(await crm.approve({ invoice: uuid, amount: "1000.00" })).toMatchObject({ ok: false, message: expect.stringMatching(/уже списаны: 700/) as string });
  });

  it("cancelling what was let go in the cabinet is done", async () => {
    const { uuid, mdOrder } = await unheard();
    await bank.reverse(mdOrder);
    expect(await crm.cancel({ invoice: uuid })).toMatchObject({ ok: true });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
  });
});
