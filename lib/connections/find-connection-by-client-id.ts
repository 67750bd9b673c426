import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { isUuid } from "#lib/ids.ts";

const unknown = (): AppError => new AppError("not_found", { reason: "crm.unknown_client" });

/**
 * The connection a callback of the CRM belongs to. The `clientId` is its only credential (protocols: retailcrm 4):
 * 122 random bits looked up by equality, and one answer for whatever does not match.
 */
export async function findConnectionByClientId(clientId: string): Promise<Connection> {
  const connection = isUuid(clientId) ? await db.connection.findUnique({ where: { clientId } }) : null;
  if (!connection) throw unknown();
  return connection;
}
