import { Client } from "pg";

/** Any constant of our own. The server frees the lock by itself when its holder dies, so it can never be stale. */
const ownerLock = 4_203_187_511n;
const patienceMs = 3_000;

export const connectQuietly = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url, application_name: "hub-owner" });
  // The embedded server's farewell on this connection is no error; a loss is noticed by "end".
  client.on("error", () => undefined);
  await client.connect();
  return client;
};

const tryLock = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [ownerLock]);
  return rows[0]?.taken === true;
};

/** Becomes the one process that may stop this embedded server; a hub that is just ending gets a moment to do so. */
export const becomeOwner = async (databaseUrl: string): Promise<Client | null> => {
  const client = await connectQuietly(databaseUrl);
  for (const start = Date.now(); Date.now() - start < patienceMs;) {
    if (await tryLock(client)) return client;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await client.end();
  return null;
};

/** Whether no hub is using the server, so that a command which started it may stop it again. */
export const isUnowned = async (databaseUrl: string): Promise<boolean> => {
  const client = await connectQuietly(databaseUrl);
  try {
    return await tryLock(client);
  } finally {
    await client.end();
  }
};
