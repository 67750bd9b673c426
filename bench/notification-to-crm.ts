import type { Figure } from "./figures.ts";
import { type Bench, issueInvoice, openAsPayer } from "./rehearsal.ts";

interface CrmEvent {
  at: string;
  name: string;
}

const PAYMENTS = 30;

async function toldAt(bench: Bench, uuid: string): Promise<number> {
  for (;;) {
    const invoice = await bench.crm<{ status: string }>("getInvoice", { invoice: uuid });
    if (invoice.status === "succeeded") break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const events = await bench.crm<CrmEvent[]>("events", {});
  const update = events.filter(({ name }) => name === "update-invoice").at(-1);
  return update ? new Date(update.at).getTime() : NaN;
}

/** From the moment the bank makes its notification to the moment RetailCRM has the new status: one payment after another. */
export async function notificationToCrm(bench: Bench): Promise<Figure> {
  const samples: number[] = [];
  for (let i = 0; i < PAYMENTS; i++) {
    const { uuid, link } = await issueInvoice(bench);
    const mdOrder = await openAsPayer(link);
    await bench.bank.payAsPayer(mdOrder);
    const arrived = await toldAt(bench, uuid);
    const [notification] = await bench.bank.callbacks({ mdOrder });
    if (notification) samples.push(arrived - notification.createdAt);
    // RetailCRM's ten calls a second per key are not what is measured here.
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  return { name: "bank notification → RetailCRM updated, ms", samples };
}
