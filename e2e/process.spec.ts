import { readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { findFreePort } from "#server/embedded/free-port.ts";
import { makeDataFolder, startHubProcess } from "#testing/hub-process.ts";
import { runProgram } from "#testing/run-program.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { startScratchCluster } from "#testing/scratch-database.ts";

let dataDir = "";

test.beforeEach(async () => {
  dataDir = await makeDataFolder();
});

test.afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

test("wrong settings stop the start at once, a line for each and no value shown", async () => {
  const secret = "postgres-with-a-password";
  const { code, output } = await runProgram(["scripts/start.mjs", "start"], {
    PORT: "70000",
    PUBLIC_URL: "http://hub.example",
    DATABASE_URL: secret,
    HUB_ADMIN_PASSWORD: "short",
  });
  expect(code).toBe(1);
  for (const name of ["PORT", "PUBLIC_URL", "DATABASE_URL", "ENCRYPTION_KEY", "NEXTAUTH_SECRET", "HUB_ADMIN_EMAIL"]) {
    expect(output).toMatch(new RegExp(`^  ${name}: `, "m"));
  }
  expect(output).not.toContain(secret);
  expect(output).not.toMatch(/^\s+at /m);
});

test("a taken port is said in a sentence", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const { code, output } = await runProgram(["server/main.ts"], { PORT: String(port), DATA_DIR: dataDir });
  server.close();
  expect(code).toBe(1);
  expect(output).toContain(`Cannot listen on 127.0.0.1:${port}: the port is already in use.`);
});

test("starts, serves, stops cleanly and starts again with the same data", async () => {
  const first = await startHubProcess({ dataDir });
  expect(first.setupUrl()).toContain(`${first.url}/setup?token=`);
  const ready = await fetch(`${first.url}/api/health/ready`);
  expect([ready.status, await ready.json()]).toMatchObject([200, { status: "ok" }]);
  expect((await fetch(`${first.url}/sign-in`)).status).toBe(200);
  expect((await fetch(`${first.url}/sandbox/crm`)).status).toBe(200);
  expect((await fetch(`${first.url}/sandbox/bank`)).status).toBe(200);

  const second = await runProgram(["server/main.ts"], { PORT: String(await findFreePort()), DATA_DIR: dataDir });
  expect(second.code).toBe(1);
  expect(second.output).toContain("Another hub is running with this data folder");

  // The command joins the running hub's database; with a user there, the next start offers no set-up link.
  const created = await runProgram(
    ["server/cli.ts", "user:create", "--email", "a@b.ru"],
    { DATA_DIR: dataDir },
    "a long password\n",
  );
  expect([created.code, created.output]).toEqual([0, "User a@b.ru can sign in now.\n"]);
  expect(await first.stop()).toBe(0);

  const again = await startHubProcess({ dataDir });
  expect(again.setupUrl()).toBeNull();
  expect(await again.stop()).toBe(0);
});

test("a killed hub leaves nothing that keeps the next one from starting", async () => {
  const first = await startHubProcess({ dataDir });
  const ended = new Promise((resolve) => first.child.once("exit", resolve));
  first.child.kill("SIGKILL");
  await ended;
  const next = await startHubProcess({ dataDir });
  expect((await fetch(`${next.url}/api/health/ready`)).status).toBe(200);
  expect(await next.stop()).toBe(0);
});

test("a database that dies is started again without anybody's help", async () => {
  const hub = await startHubProcess({ dataDir });
  const processOfDatabase = async (): Promise<number> => {
    const text = await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8").catch(() => "");
    return Number(text.split("\n")[0]);
  };
  const killed = await processOfDatabase();
  process.kill(killed, "SIGKILL");
  const since = performance.now();
  await expect.poll(async () => [0, killed].includes(await processOfDatabase())).toBe(false);
  await expect.poll(async () => (await fetch(`${hub.url}/api/health/ready`)).status, { intervals: [500] }).toBe(200);
  sayFigure(`R2 the embedded database is killed: ready again after ${((performance.now() - since) / 1000).toFixed(1)} s`);
  expect(await hub.stop()).toBe(0);
});

test("two processes share one database of the operator's: one serves, one works the queue", async () => {
  const cluster = await startScratchCluster();
  try {
    const env = {
      DATABASE_URL: await cluster.create("hub"),
      ENCRYPTION_KEY: `v1:${Buffer.alloc(32, 3).toString("base64")}`,
      NEXTAUTH_SECRET: "a-session-secret-for-this-test",
    };
    // Both at once, on an empty database.
    const [web, worker] = await Promise.all([
      startHubProcess({ dataDir, env: { ...env, WORKER: "off" } }),
      startHubProcess({ dataDir, env: { ...env, WORKER: "only" } }),
    ]);
    await expect.poll(async () => (await fetch(`${web.url}/api/health/ready`)).status).toBe(200);
    expect((await fetch(`${worker.url}/api/health/ready`)).status).toBe(200);
    expect((await fetch(`${web.url}/sign-in`)).status).toBe(200);
    expect((await fetch(`${web.url}/sandbox/crm`)).status).toBe(404);
    expect((await fetch(`${worker.url}/sign-in`)).status).toBe(404);
    expect([await web.stop(), await worker.stop()]).toEqual([0, 0]);
  } finally {
    await cluster.stop();
  }
});

test("operator's commands work while no hub runs, and a backup comes back", async () => {
  const env = { DATA_DIR: dataDir };
  const user = await runProgram(["server/cli.ts", "user:create", "--email", "a@b.ru", "--password", "a long password"], env);
  expect(user.code, user.output).toBe(0);
  const twice = await runProgram(["server/cli.ts", "user:create", "--email", "a@b.ru", "--password", "a long password"], env);
  expect(twice.code).toBe(1);
  expect(twice.output).toContain("--email: ");
  const weak = await runProgram(["server/cli.ts", "user:create", "--email", "c@d.ru", "--password", "x"], env);
  expect(weak.output).toContain("--password: ");
  const rotated = await runProgram(["server/cli.ts", "key:rotate"], env);
  expect(rotated.code, rotated.output).toBe(0);
  const file = path.join(dataDir, "backup.jsonl.gz");
  const backup = await runProgram(["server/cli.ts", "backup", file], env);
  expect(backup.code, backup.output).toBe(0);
  const refused = await runProgram(["server/cli.ts", "restore", file], env);
  expect([refused.code, refused.output]).toMatchObject([1, expect.stringContaining("not empty")]);

  const otherDir = await makeDataFolder();
  try {
    const restored = await runProgram(["server/cli.ts", "restore", file], { DATA_DIR: otherDir });
    expect(restored.code, restored.output).toBe(0);
    const doctor = await runProgram(["server/cli.ts", "doctor"], { DATA_DIR: otherDir });
    expect(doctor.code, doctor.output).toBe(0);
  } finally {
    await rm(otherDir, { recursive: true, force: true });
  }
});

test("help is there and unknown commands are named", async () => {
  const help = await runProgram(["server/cli.ts", "--help"], {});
  expect(help.code).toBe(0);
  for (const name of ["user:create", "user:second-step-off", "key:rotate", "migrate", "backup", "restore", "ca:install", "doctor"]) {
    expect(help.output).toContain(`  ${name} `);
  }
  expect((await runProgram(["server/cli.ts", "nonsense"], {})).code).toBe(2);
});

test("a lost encryption key is not replaced silently", async () => {
  const env = { DATA_DIR: dataDir };
  expect((await runProgram(["server/cli.ts", "migrate"], env)).code).toBe(0);
  await rm(path.join(dataDir, "keys/encryption-key"));
  const { code, output } = await runProgram(["server/main.ts"], { ...env, PORT: String(await findFreePort()) });
  expect(code).toBe(1);
  expect(output).toContain("encryption-key is missing but the database is there");
});
