import { bank, hubUrl, openShop } from "#testing/rehearsal.ts";
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { drainBackground } from "./background.ts";
import { db } from "./db.ts";

/** Connections of the pool and of the queue, as lib/db.ts and lib/jobs.ts bound them. */
const POOL = 10;
const QUEUE = 5;

const openConnections = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(
    "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'hub%'",
  );
  return Number(rows[0]?.count ?? 0);
};

describe("C-70 connections to the database", () => {
  it("200 notifications at once: each is kept and acknowledged, with no more connections than the pool has", async () => {
    const { syncKey } = await openShop();
    const watcher = new Client({ connectionString: process.env["DATABASE_URL"] });
    await watcher.connect();
    let most = 0;
    const end = new AbortController();
    const watching = (async () => {
      while (!end.signal.aborted) most = Math.max(most, await openConnections(watcher));
    })();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const query = new URLSearchParams({ mdOrder: `md-${String(n)}`, orderNumber: String(n), operation: "deposited", status: "1" });
        const { status } = await fetch(`${hubUrl}/api/alfabank/callback/${syncKey}?${query.toString()}`);
        return status;
      }),
    );
    await bank.settle();
    await drainBackground();
    end.abort();
    await watching;
    await watcher.end();
    expect(answers.every((status) => status === 200)).toBe(true);
    expect(await db.notification.count()).toBe(200);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(POOL + QUEUE);
  });

  it("fifty reloads of the module make no second pool", async () => {
    for (let copy = 0; copy < 50; copy++) {
      vi.resetModules();
      const reloaded = await import("./db.ts");
      expect(reloaded.db).toBe(db);
    }
  });
});
