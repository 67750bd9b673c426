import { runSql } from "#testing/scratch-database.ts";
import { Pool } from "pg";
import { expect, it } from "vitest";
import { prepareConnection } from "./silent-connection.ts";

const url = process.env["DATABASE_URL"] ?? "";

it("R2 a connection that the server ends between two questions takes nobody with it", async () => {
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it; its types do not say so
  const pool = new Pool({ connectionString: url, onConnect: prepareConnection });
  const lent = await pool.connect();
  const { rows } = await lent.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new Promise((resolve) => lent.once("end", resolve));
  await runSql(url, `SELECT pg_terminate_backend(${String(rows[0]?.pid)})`);
  await ended; // an error nobody listens to would have ended this process
  await expect(lent.query("SELECT 1")).rejects.toThrow();
  lent.release(true);
  expect((await pool.query<{ one: number }>("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
