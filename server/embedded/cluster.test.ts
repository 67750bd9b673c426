import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runSql } from "#testing/scratch-database.ts";
import { becomeOwner, isUnowned } from "./cluster-owner.ts";
import { startCluster, type Cluster } from "./cluster.ts";
import { isReachable } from "./run-as.ts";

// Real servers with real fsync: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
const running: Cluster[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hub cluster ж-"));
  await chmod(folder, 0o711);
});

afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

const start = async (preferredPort: number | null = null): Promise<Cluster> => {
  const cluster = await startCluster({ dir: path.join(folder, "postgres"), password: "a b@c:/%", preferredPort });
  running.push(cluster);
  return cluster;
};

it("starts in any folder, keeps its rows and its port over a restart", async () => {
  const first = await start();
  await runSql(first.url("postgres"), "CREATE TABLE t AS SELECT lower('ЁЖ') AS word");
  await first.stop();
  const again = await start(first.port);
  expect(again.port).toBe(first.port);
  expect((await runSql(again.url("postgres"), "SELECT word FROM t")).rows).toEqual([{ word: "ёж" }]);
});

it("joins a server that runs already, and only one process can own it", async () => {
  const first = await start();
  const second = await start();
  expect([first.adopted, second.adopted, second.port]).toEqual([false, true, first.port]);
  const owner = await becomeOwner(first.url("postgres"));
  expect(owner).not.toBeNull();
  expect(await isUnowned(first.url("postgres"))).toBe(false);
  expect(await becomeOwner(first.url("postgres"))).toBeNull();
  await owner?.end();
  expect(await isUnowned(first.url("postgres"))).toBe(true);
});

it("starts several times at once without harm", async () => {
  const clusters = await Promise.all([start(), start(), start()]);
  expect(new Set(clusters.map(({ port }) => port)).size).toBe(1);
});

it("is not kept from starting by the lock of a process that is somebody else's by now", async () => {
  const first = await start();
  await first.stop();
  const lock = path.join(folder, "postgres/postmaster.pid");
  // Our own process id: alive, and no PostgreSQL.
  await writeFile(lock, `${process.pid}\n${folder}/postgres\n1\n1\n\n127.0.0.1\n\nready\n`);
  const again = await start();
  expect(again.adopted).toBe(false);
  expect((await readFile(lock, "utf8")).split("\n")[0]).not.toBe(String(process.pid));
});

it("knows which folders another account may pass through", async () => {
  const stranger = { uid: 65_534, gid: 65_534 };
  const closed = path.join(folder, "closed");
  await mkdir(path.join(closed, "inner"), { recursive: true, mode: 0o755 });
  expect(isReachable(path.join(closed, "inner"), stranger)).toBe(true);
  await chmod(closed, 0o700);
  expect(isReachable(path.join(closed, "inner"), stranger)).toBe(false);
});
