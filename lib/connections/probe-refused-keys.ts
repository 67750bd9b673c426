import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { transaction } from "#lib/transaction.ts";
import { crmOf } from "./open-connection.ts";
import { resumeWithKey } from "./resume-with-key.ts";

const PAUSE_SECONDS = 15 * 60;
const AT_ONCE = 20;
/** The rest of the sweep waits for it. */
const QUICK = { timeoutMs: 5_000, readAttempts: 1 } as const;

/** Whatever is wrong with one account is no reason to leave out the others. */
async function probe(connection: Connection): Promise<void> {
  const { id } = connection;
  try {
    const key = await crmOf(connection, QUICK).credentials();
    await transaction((tx) => resumeWithKey(tx, id, key));
  } catch (error) {
    if (!(error instanceof ProviderError)) log.warn({ error, connectionId: id }, "a refused key could not be tried again");
    await db.connection.updateMany({ where: { id, keyRefusedAt: { not: null } }, data: { keyRefusedAt: now() } });
  }
}

/**
 * A key that was refused may have got its rights back in the CRM without anybody telling us: one question every
 * quarter of an hour, and what was kept goes out by itself.
 */
export async function probeRefusedKeys(): Promise<void> {
  const refused = await db.connection.findMany({
    where: { keyRefusedAt: { lt: addSeconds(now(), -PAUSE_SECONDS) } },
    orderBy: { keyRefusedAt: "asc" },
    take: AT_ONCE,
  });
  await Promise.all(refused.map(probe));
}
