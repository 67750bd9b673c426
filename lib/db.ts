import type { ClientBase } from "pg";
import { PrismaPg } from "@prisma/adapter-pg";
import { databaseUrl } from "./env.ts";
import { type Prisma, PrismaClient } from "./generated/prisma/client.ts";
import { prepareConnection } from "./silent-connection.ts";

/**
 * Prisma writes moments without their zone and ignores the zone of those it reads: right only in a session of UTC, whatever
 * the server, the database or the role are set to. Said after connecting, because a pooler may refuse start-up options.
 */
const speakUtc = async (client: ClientBase): Promise<void> => {
  await prepareConnection(client);
  await client.query("SET TIME ZONE 'UTC'");
};

const create = (): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl(),
      max: 10,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      application_name: "hub",
      // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it; its types do not say so
      onConnect: speakUtc,
    }),
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
  });

// One pool per process: Next bundles a copy of this module of its own, and hot reload makes more.
const shared = globalThis as { hubDb?: PrismaClient };

export const db: PrismaClient = (shared.hubDb ??= create());

export type Tx = Prisma.TransactionClient;

/** Was the transaction given up because two waited for each other? Nothing of it happened, so it may be tried again. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code, meta } = error as { code: unknown; meta?: { code?: unknown } };
  return code === "P2034" || meta?.code === "40P01" || meta?.code === "40001";
}

/** Did a unique key refuse the write? Across module copies, so by code and not by class. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
