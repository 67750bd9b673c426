import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { resumeDeliveries } from "#lib/deliveries/resume-deliveries.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { transaction } from "#lib/transaction.ts";
import { crmOf } from "./open-connection.ts";

const PAUSE_SECONDS = 15 * 60;

async function probe(connection: Connection): Promise<void> {
  const { id } = connection;
  try {
    await crmOf(connection).credentials();
    await transaction((tx) => resumeDeliveries(tx, id));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
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
    take: 50,
  });
  for (const connection of refused) await probe(connection);
}
