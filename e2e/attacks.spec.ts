import { expect, test } from "#testing/e2e-hub.ts";
import type { HubClient } from "#testing/hub-client.ts";
import { accessTable, forPrograms } from "./kit/access-table.ts";
import { type ApiRoute, apiRoutes, nameOf } from "./kit/api-routes.ts";
import { type Crowd, makeCrowd } from "./kit/crowd.ts";

/** Everybody who wants what is not theirs: strangers, colleagues with less, other sites, other names of this host. */

const browserRoutes = apiRoutes.filter((route) => !forPrograms.some((pattern) => pattern.test(nameOf(route))));

let crowd: Crowd;

test.beforeAll(async ({ hub, shop, owner }) => {
  crowd = await makeCrowd(hub, shop, owner);
});

/** The route's address with the owner's things in it. */
const addressOf = ({ pattern }: ApiRoute): string =>
  pattern
    .replace("/connections/[id]", `/connections/${crowd.ids.connection}`)
    .replace("/syncs/[id]", `/syncs/${crowd.ids.sync}`)
    .replace("/payments/[id]", `/payments/${crowd.ids.payment}`)
    .replace("/sessions/[id]", `/sessions/${crowd.ids.session}`)
    .replace("[invitationId]", crowd.ids.invitation)
    .replace("[userId]", crowd.ids.owner);

const bodyOf = (route: ApiRoute): string =>
  JSON.stringify(accessTable[nameOf(route)]?.body ?? {})
    .replace("[connection]", crowd.ids.connection)
    .replace("[sync]", crowd.ids.sync)
    .replace("[payment]", crowd.ids.payment);

function requestOf(route: ApiRoute, headers: Record<string, string> = {}): RequestInit {
  if (route.method === "GET") return { headers };
  return { method: route.method, headers: { "content-type": "application/json", ...headers }, body: bodyOf(route) };
}

/** What the owner has, without what moves by itself. */
async function possessions(client: HubClient): Promise<unknown> {
  const paths = [`/api/connections/${crowd.ids.connection}`, `/api/connections/${crowd.ids.connection}/members`, "/api/syncs", `/api/payments/${crowd.ids.payment}`];
  const values = await Promise.all(paths.map((path) => client.get(path)));
  return JSON.parse(JSON.stringify(values, (key, value: unknown) => (/(At|openPayments)$/.test(key) ? undefined : value)));
}

test("every route has an answer for everybody", () => {
  const names = browserRoutes.map(nameOf);
  expect(names.filter((name) => accessTable[name] === undefined)).toEqual([]);
  expect(Object.keys(accessTable).filter((name) => !names.includes(name))).toEqual([]);
});

test("nobody reaches what belongs to others", async ({ shop }) => {
  const before = await possessions(shop.client);
  const answers: Record<string, number[]> = {};
  const leaks: string[] = [];
  for (const route of browserRoutes) {
    const statuses: number[] = [];
    for (const who of ["anonymous", "stranger", "viewer"] as const) {
      if (accessTable[nameOf(route)]?.[who] === null) continue;
      const answer = await crowd[who].fetch(addressOf(route), requestOf(route));
      const text = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
      statuses.push(answer.status);
      const forbidden = [...crowd.secrets, ...(who === "viewer" ? [] : crowd.traces)];
      for (const secret of forbidden) if (text.includes(secret)) leaks.push(`${nameOf(route)} told ${who}: ${secret}`);
    }
    answers[nameOf(route)] = statuses;
  }
  const expected = Object.fromEntries(Object.entries(accessTable).map(([name, { anonymous, stranger, viewer }]) => [name, [anonymous, stranger, viewer].filter((status) => status !== null)]));
  expect(answers).toEqual(expected);
  expect(leaks).toEqual([]);
  // The one thing a stranger may leave here: the question whether he may come in.
  const { requests } = await shop.client.get<{ requests: { userId: string }[] }>(`/api/connections/${crowd.ids.connection}/members`);
  expect(requests).toHaveLength(1);
  for (const { userId } of requests) {
    await shop.client.fetch(`/api/connections/${crowd.ids.connection}/access-requests/${userId}`, { method: "DELETE" });
  }
  expect(await possessions(shop.client)).toEqual(before);
});

test("an address of the API that nobody serves says so in the API's own form", async ({ hub }) => {
  for (const method of ["GET", "POST", "DELETE"]) {
    const answer = await fetch(`${hub.url}/api/payment/1`, { method });
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
  }
});

test("no state is changed for another site", async ({ shop, hub }) => {
  const before = await possessions(shop.client);
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${hub.url}.evil.example` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  const answers: string[] = [];
  const signOut: ApiRoute = { method: "POST", pattern: "/api/auth/signout" };
  for (const route of [...browserRoutes.filter(({ method }) => method !== "GET"), signOut]) {
    for (const headers of foreign) {
      const answer = await shop.client.fetch(addressOf(route), requestOf(route, headers));
      const { error } = (await answer.json()) as { error?: { code: string } };
      if (answer.status !== 403 || error?.code !== "forbidden") answers.push(`${nameOf(route)} ${JSON.stringify(headers)}: ${answer.status}`);
    }
  }
  expect(answers).toEqual([]);
  expect(await possessions(shop.client)).toEqual(before);
});

test("programs with a wrong key learn nothing and change nothing", async ({ hub, shop }) => {
  const before = await possessions(shop.client);
  const clientId = "00000000-0000-4000-8000-000000000000";
  const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });
  const knocks: [string, RequestInit][] = [
    ...["create", "approve", "cancel", "refund"].map((action): [string, RequestInit] => [
      `/api/retailcrm/payment/${action}`,
      form({ clientId, [action]: JSON.stringify({ paymentId: crowd.ids.payment, amount: 1 }) }),
    ]),
    [`/api/retailcrm/payment/status?clientId=${clientId}&paymentId=${crowd.ids.payment}`, {}],
    ["/api/retailcrm/activity", form({ clientId, activity: '{"active":false}' })],
    ["/api/retailcrm/settings", form({ clientId, settings: "{}" })],
    ["/api/retailcrm/config", {}],
    ["/api/retailcrm/register", form({ register: "{}" })],
  ];
  for (const [path, init] of knocks) {
    const answer = await fetch(`${hub.url}${path}`, init);
    const text = await answer.text();
    expect([path, answer.status, JSON.parse(text)]).toMatchObject([path, 400, { success: false }]);
    expect([...crowd.secrets, ...crowd.traces].filter((secret) => text.includes(secret))).toEqual([]);
  }
  const unknownKey = await fetch(`${hub.url}/api/alfabank/callback/${"0".repeat(40)}?mdOrder=1&operation=deposited&status=1`);
  expect(unknownKey.status).toBe(404);
  expect(await possessions(shop.client)).toEqual(before);
});
