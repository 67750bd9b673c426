import type { Client } from "pg";
import type { Env } from "#lib/env.ts";
import { becomeOwner, isUnowned } from "./embedded/cluster-owner.ts";
import { startHubCluster, type HubCluster } from "./embedded/hub-cluster.ts";

export interface OpenDatabase {
  /** Embedded PostgreSQL; false when DATABASE_URL names a server of the operator's. */
  readonly embedded: boolean;
  /** Stops the embedded server unless another process of ours is using it. */
  close(): Promise<void>;
}

const external: OpenDatabase = { embedded: false, close: () => Promise.resolve() };

/** What the rest of the process, Next's copy of lib included, reads through env(). */
const publish = (env: Env, { databaseUrl, keys }: HubCluster): void => {
  process.env["DATABASE_URL"] = databaseUrl;
  process.env["SANDBOX"] = env.sandbox ? "on" : "off";
  if (env.encryptionKeys.length === 0) process.env["ENCRYPTION_KEY"] = keys.encryptionKey;
  if (env.nextauthSecret === "") process.env["NEXTAUTH_SECRET"] = keys.sessionSecret;
};

const own = async (env: Env, { databaseUrl }: HubCluster): Promise<Client> => {
  const owner = await becomeOwner(databaseUrl);
  if (owner === null) {
    throw new Error(`Another hub is running with this data folder (${env.dataDir}). Stop it, or set another DATA_DIR.`);
  }
  return owner;
};

/** For the hub itself: one hub per data folder, and a server that dies (say, out of memory) is started again. */
export const openDatabase = async (env: Env, report: (problem: string) => void): Promise<OpenDatabase> => {
  if (env.databaseUrl !== null) return external;
  let current = await startHubCluster(env);
  let closing = false;
  let owner = await own(env, current);
  publish(env, current);
  const watch = (client: Client): void => {
    client.once("end", () => {
      if (!closing) void revive();
    });
  };
  const revive = async (): Promise<void> => {
    report("The embedded PostgreSQL has stopped; starting it again");
    while (!closing) {
      try {
        current = await startHubCluster(env, current.cluster.port);
        owner = await own(env, current);
        watch(owner);
        return;
      } catch (error) {
        report(`The embedded PostgreSQL does not start: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  };
  watch(owner);
  return {
    embedded: true,
    close: async () => {
      closing = true;
      await owner.end();
      await current.cluster.stop();
    },
  };
};

/** For operator's commands: joins the running hub's database, or starts it for the length of the command. */
export const joinDatabase = async (env: Env): Promise<OpenDatabase> => {
  if (env.databaseUrl !== null) return external;
  const hubCluster = await startHubCluster(env);
  publish(env, hubCluster);
  return {
    embedded: true,
    close: async () => {
      const startedHere = !hubCluster.cluster.adopted;
      if (startedHere && (await isUnowned(hubCluster.databaseUrl))) await hubCluster.cluster.stop();
    },
  };
};
