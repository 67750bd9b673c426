import { afterEach, expect, it } from "vitest";
import { GET as live } from "#app/api/health/live/route.ts";
import { GET as ready } from "#app/api/health/ready/route.ts";
import { GET as metrics } from "#app/api/metrics/route.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { observeRequest } from "./request-seconds.ts";
import { startJobs, stopJobs } from "#lib/jobs.ts";

const context = { params: Promise.resolve({}) };
const from = (peer: string, headers: Record<string, string> = {}): Request =>
  new Request("http://localhost/api/metrics", { headers: { "x-hub-peer": peer, ...headers } });

afterEach(async () => {
  await stopJobs();
  Object.assign(env(), { metricsToken: null });
});

it("is live whatever happens around it", async () => {
  expect((await live(from("1.2.3.4"), context)).status).toBe(200);
});

it("is ready only while a worker's heart beats", async () => {
  // Another test's queue may have stood in this database before.
  await db.$executeRaw`DROP SCHEMA IF EXISTS pgboss CASCADE`;
  const before = await ready(from("1.2.3.4"), context);
  expect(before.status).toBe(503);
  expect(await before.json()).toMatchObject({
    status: "failing",
    parts: { database: { ok: true }, queue: { ok: false }, secrets: { ok: true } },
  });

  await startJobs(["probe"]);
  const running = await ready(from("1.2.3.4"), context);
  expect(await running.json()).toEqual({
    status: "ok",
    parts: { database: { ok: true }, queue: { ok: true }, secrets: { ok: true } },
  });
  expect(running.status).toBe(200);

  await db.$executeRaw`UPDATE pgboss.instance SET heartbeat_on = now() - interval '5 minutes'`;
  expect(await (await ready(from("1.2.3.4"), context)).json()).toMatchObject({
    parts: { queue: { ok: false, reason: "no worker is running" } },
  });
});

it("shows metrics to this machine and to holders of the token only", async () => {
  const status = async (request: Request) => (await metrics(request, context)).status;
  expect(await status(from("127.0.0.1"))).toBe(200);
  expect(await status(from("::1"))).toBe(200);
  expect(await status(from("203.0.113.5"))).toBe(403);
  expect(await status(from("unknown"))).toBe(403);
  expect(await status(from("203.0.113.5", { authorization: "Bearer guess" }))).toBe(403);
  // A proxy on this machine passed it on: it may come from anywhere.
  expect(await status(from("127.0.0.1", { "x-hub-relayed": "1" }))).toBe(403);
  Object.assign(env(), { metricsToken: "the-token" });
  expect(await status(from("203.0.113.5", { authorization: "Bearer guess" }))).toBe(403);
  expect(await status(from("203.0.113.5", { authorization: "Bearer the-token" }))).toBe(200);
});

it("counts what waits for work", async () => {
  await db.notification.create({ data: { method: "GET", signature: "absent", payload: {} } });
  await db.problem.create({ data: { kind: "k", subject: "s" } });
  const text = await (await metrics(from("127.0.0.1"), context)).text();
  expect(text).toContain("\nhub_notifications_unprocessed 1\n");
  expect(text).toContain("\nhub_problems_open 1\n");
  expect(text).toContain("\nhub_database_up 1\n");
  expect(text).toContain("nodejs_eventloop_lag_seconds");
});

it("counts answers by route and status, and no address with a secret in it", async () => {
  observeRequest("/p/[slug]", 302, 0.01);
  const text = await (await metrics(from("127.0.0.1"), context)).text();
  expect(text).toContain('hub_request_seconds_count{route="/p/[slug]",status="302"} 1');
});
