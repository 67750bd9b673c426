import { adminUrl, database } from "#testing/own-cluster.ts";
import { bank, entrance, isInvoice, issueAndOpen, openShop, secondsUntil, startInstances } from "#testing/shared-hub.ts";
import { runSql } from "#testing/scratch-database.ts";
import { sandboxMerchant } from "#sandbox/bank/index.ts";
import { Client } from "pg";
import { sayFigure } from "#testing/say-figure.ts";
import { beforeAll, expect, it } from "vitest";

/** Shortened for every day; OUTAGE_SECONDS=120 npx vitest run --project db lib/database-trouble.db.test.ts */
const OUTAGE_SECONDS = Number(process.env["OUTAGE_SECONDS"] ?? "8");
const PER_SECOND = 40;

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

beforeAll(async () => {
  await startInstances(2);
});

interface Sent {
  number: string;
  at: number;
  status: number | null;
}

let run = 0;

/** Notifications at a steady pace, whatever becomes of them. */
function sendSteadily(syncKey: string): { stop: () => Promise<Sent[]> } {
  const sent: Promise<Sent>[] = [];
  const prefix = `trouble-${String(run++)}`;
  const timer = setInterval(() => {
    const number = `${prefix}-${String(sent.length)}`;
    const at = performance.now();
    const query = new URLSearchParams({ mdOrder: number, orderNumber: number, operation: "deposited", status: "1" });
    const answer = fetch(`${entrance.url}/api/alfabank/callback/${syncKey}?${query.toString()}`, { signal: AbortSignal.timeout(25_000) });
    sent.push(
      answer.then(
        (response) => response.arrayBuffer().then(() => ({ number, at, status: response.status })),
        () => ({ number, at, status: null }),
      ),
    );
  }, 1000 / PER_SECOND);
  return {
    stop: () => {
      clearInterval(timer);
      return Promise.all(sent);
    },
  };
}

const TAKER = "others";

const connected = async (): Promise<Client | null> => {
  const client = new Client({ connectionString: adminUrl, application_name: TAKER });
  client.on("error", () => undefined);
  return client.connect().then(
    () => client,
    () => null,
  );
};

/** A connection that is only being made has no name yet, and would be the hub's in a moment. */
const notTaken = `FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> '${TAKER}'`;

/** Others take every connection the server has, the hub's too; the returned function lets go of them. */
async function takeAllConnections(): Promise<() => Promise<void>> {
  const admin = await connected();
  if (!admin) throw new Error("no connection at all");
  const taken = [admin];
  const most = Number((await admin.query<{ most: string }>("SELECT current_setting('max_connections') AS most")).rows[0]?.most);
  // One that is ended keeps its place for a moment, so nothing but their number tells that none is left.
  while (taken.length < most) {
    await admin.query(`SELECT pg_terminate_backend(pid) ${notTaken}`);
    for (let client = await connected(); client !== null; client = await connected()) taken.push(client);
  }
  return async () => {
    for (const client of taken) await client.end();
  };
}

interface Trouble {
  name: string;
  begin: () => Promise<void>;
  end: () => Promise<void>;
}

let free = (): Promise<void> => Promise.resolve();

const troubles: Trouble[] = [
  { name: "stopped", begin: () => database.stop(), end: () => database.start() },
  {
    name: "crashed",
    begin: () => {
      database.kill();
      return Promise.resolve();
    },
    end: () => database.start(),
  },
  { name: "read-only", begin: () => database.setReadOnly(true), end: () => database.setReadOnly(false) },
  {
    name: "without a free connection",
    begin: async () => {
      free = await takeAllConnections();
    },
    end: () => free(),
  },
];

it.each(troubles)(
  `R2 the database is $name for ${String(OUTAGE_SECONDS)} s: nothing acknowledged is lost, and all goes on by itself`,
  async ({ name, begin, end }) => {
    const shop = await openShop();
    await bank.editMerchant(sandboxMerchant.login, { callback: { retrySecs: 3, mostFailures: 1000 } });
    const { uuid, mdOrder } = await issueAndOpen(shop);
    const sending = sendSteadily(shop.syncKey);
    await pause(1);
    await begin();
    const began = performance.now();
    await bank.payAsPayer(mdOrder);
    await pause(OUTAGE_SECONDS);
    await end();
    const ended = performance.now();
    const told = await secondsUntil(() => isInvoice(uuid, "succeeded"), "the payment in RetailCRM", { since: ended });
    await pause(2);
    const sent = await sending.stop();

    const during = sent.filter(({ at }) => at > began + 500 && at < ended - 500);
    const lastRefused = sent.filter(({ status }) => status !== 200).at(-1)?.at ?? ended;
    const recovered = Math.max(0, (lastRefused - ended) / 1000);
    const acknowledged = sent.filter(({ status }) => status === 200).map(({ number }) => number);
    const { rows } = await runSql<{ number: string }>(
      process.env["DATABASE_URL"] ?? "",
      `SELECT "orderNumber" AS number FROM "Notification" WHERE "orderNumber" LIKE 'trouble-%'`,
    );
    const stored = new Set(rows.map(({ number }) => number));
    const refused = during.filter(({ status }) => status !== 200).length;
    sayFigure(
      `R2 ${name}: ${String(sent.length)} notifications, ${String(acknowledged.length)} acknowledged, ${String(refused)} of ${String(during.length)} refused meanwhile; ` +
        `the last refusal ${recovered.toFixed(1)} s after the return, the payment in RetailCRM after ${told.toFixed(1)} s`,
    );
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
    expect(refused).toBeGreaterThan(during.length / 2);
    await secondsUntil(async () => (await fetch(`${entrance.url}/api/health/ready`)).status === 200, "readiness", { since: ended });
  },
  120_000 + OUTAGE_SECONDS * 1000,
);
