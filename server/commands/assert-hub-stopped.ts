import { Client } from "pg";
import { CommandFailure } from "./command.ts";

/** Both kinds of deployment leave a trace: the queue's instances have a heartbeat in the database. */
const aliveInstances = `
  SELECT count(*)::int AS alive FROM pgboss.instance
  WHERE stopped_on IS NULL AND heartbeat_on > now() - make_interval(secs => heartbeat_seconds * 2)`;

/** @throws CommandFailure while a hub works on this database */
export const assertHubStopped = async (databaseUrl: string, why: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ present: boolean }>(
      "SELECT to_regclass('pgboss.instance') IS NOT NULL AS present",
    );
    if (rows[0]?.present !== true) return;
    const answer = await client.query<{ alive: number }>(aliveInstances);
    if ((answer.rows[0]?.alive ?? 0) > 0) {
      throw new CommandFailure(
        `A hub is running on this database. Stop it first: ${why} (A crashed hub counts for a minute.)`,
      );
    }
  } finally {
    await client.end();
  }
};
