import { runSql } from "#testing/scratch-database.ts";
import { Client } from "pg";
import { expect, it } from "vitest";
import { prepareConnection } from "./silent-connection.ts";

const connectionString = process.env["DATABASE_URL"] ?? "";

it("R2 a connection that the server ends between two questions takes nobody with it", async () => {
  const lent = new Client({ connectionString });
  await lent.connect();
  await prepareConnection(lent);
  expect(lent.listenerCount("error")).toBeGreaterThan(0); // without one this process would end below
  const { rows } = await lent.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new Promise((resolve) => lent.once("end", resolve));
  await runSql(connectionString, `SELECT pg_terminate_backend(${String(rows[0]?.pid)})`);
  await ended;
  await expect(lent.query("SELECT 1")).rejects.toThrow();
});
