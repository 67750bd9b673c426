import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { accountColumns } from "./account-columns.ts";
import { checkCrmAccount, type CheckStep } from "./check-crm-account.ts";
import { apiKeyOf } from "./open-connection.ts";
import { resumeWithKey } from "./resume-with-key.ts";
import { transaction } from "#lib/transaction.ts";

interface Rechecked {
  connection: Connection;
  steps: CheckStep[];
}

/** Looks again at what the stored key may do, for a merchant who has just changed its permissions in the CRM. */
export async function recheckConnection(actor: UserActor, id: string): Promise<Rechecked> {
  await assertRole(actor, id, "manager");
  const connection = await db.connection.findUniqueOrThrow({ where: { id } });
  const { steps, account } = await checkCrmAccount({ systemUrl: connection.systemUrl, apiKey: apiKeyOf(connection) });
  if (!account) return { connection, steps };
  const updated = await transaction(async (tx) => {
    if (connection.keyRefusedAt) await resumeWithKey(tx, id, account.credentials);
    return tx.connection.update({ where: { id }, data: accountColumns(account) });
  });
  return { connection: updated, steps };
}
