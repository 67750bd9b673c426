import { db } from "#lib/db.ts";
import { isUuid } from "#lib/ids.ts";

/** Which connection a browser coming from the CRM has in mind. A hint: whether its user may see it is asked elsewhere. */
export async function connectionHint(clientId: string | null): Promise<string | null> {
  if (clientId === null || !isUuid(clientId)) return null;
  const connection = await db.connection.findUnique({ where: { clientId }, select: { id: true } });
  return connection?.id ?? null;
}
