import type { Figure } from "./figures.ts";
import { type Bench, issueInvoice, openAsPayer } from "./rehearsal.ts";

const REQUESTS = 400;
const PARALLEL = 8;

/** Latencies of the same request, eight at a time. */
async function latencies(name: string, request: (turn: number) => Promise<Response>, expected: number): Promise<Figure> {
  const samples: number[] = [];
  let turn = 0;
  const work = async (): Promise<void> => {
    while (turn < REQUESTS) {
      const mine = turn++;
      const start = performance.now();
      const response = await request(mine);
      await response.arrayBuffer();
      samples.push(performance.now() - start);
      if (response.status !== expected) throw new Error(`${name}: HTTP ${String(response.status)}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const perSecond = Math.round((REQUESTS / (performance.now() - start)) * 1000);
  return { name: `${name}, ms (${String(perSecond)}/s with ${String(PARALLEL)} at a time)`, samples };
}

/** What payers and the bank wait for: a link that needs no call to the bank, and the acceptance of a notification. */
export async function hotPaths(bench: Bench): Promise<Figure[]> {
  const { link } = await issueInvoice(bench);
  const mdOrder = await openAsPayer(link);
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };
  const opened = await latencies("open a link again within a minute", () => fetch(link, { redirect: "manual", headers }), 302);
  const query = new URLSearchParams({ mdOrder, operation: "deposited", status: "0" });
  const accepted = await latencies("accept a notification", () => fetch(`${bench.callbackUrl}?${query.toString()}`), 200);
  return [opened, accepted];
}
