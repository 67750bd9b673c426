import { expect, it } from "vitest";
import { GET, HEAD } from "#app/p/[slug]/route.ts";
import { db } from "#lib/db.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import { plantShop } from "#testing/planted-payments.ts";

const robot = "TelegramBot (like TwitterBot)";

const ask = (handler: typeof GET, slug: string, headers: Record<string, string>): Promise<Response> =>
  handler(new Request(`http://localhost:3000/p/${slug}`, { headers }), { params: Promise.resolve({ slug }) });

async function plantLink(): Promise<string> {
  const { connectionId, syncId } = await plantShop("https://demo.retailcrm.ru");
  const slug = randomBase62(10);
  await db.payment.create({
    data: { connectionId, syncId, invoiceUuid: newUuid(), slug, orderNumber: "1", amount: 10_000n, currency: "RUB", source: {}, status: "canceled" },
  });
  return slug;
}

it("a guess counts, whoever one claims to be and whichever address of his network he has; right links stay open", async () => {
  const known = await plantLink();
  const from = (index: number) => ({ "x-hub-peer": `2001:db8:0:7::${index.toString(16)}` });
  const statuses: number[] = [];
  for (let index = 1; index <= 31; index++) {
    const agent = index % 2 === 0 ? robot : "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    statuses.push((await ask(GET, randomBase62(10), { ...from(index), "user-agent": agent })).status);
  }
  expect(statuses.slice(0, 30).every((status, index) => status === (index % 2 === 0 ? 404 : 200))).toBe(true);
  expect(statuses[30]).toBe(429);
  expect((await ask(GET, randomBase62(10), { ...from(99), "user-agent": robot })).status).toBe(429);
  for (const headers of [from(99), { ...from(99), "user-agent": robot }]) expect((await ask(GET, known, headers)).status).toBe(200);
  expect((await ask(GET, randomBase62(10), { "x-hub-peer": "2001:db8:0:8::1" })).status).toBe(404);
});

it("HEAD tells nothing of a link", async () => {
  const [known, unknown] = await Promise.all([plantLink().then((slug) => ask(HEAD, slug, {})), ask(HEAD, randomBase62(10), {})]);
  expect([known.status, unknown.status]).toEqual([200, 200]);
  expect(Object.fromEntries(known.headers)).toEqual(Object.fromEntries(unknown.headers));
});
