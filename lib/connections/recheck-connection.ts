import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { accountColumns } from "./account-columns.ts";
import { followSwitches } from "./handle-activity.ts";
import { checkCrmAccount, type CheckStep } from "./check-crm-account.ts";
import { apiKeyOf, crmOf } from "./open-connection.ts";
import { resumeWithKey } from "./resume-with-key.ts";
import { transaction } from "#lib/transaction.ts";

/** A person waits. */
const QUICK = { timeoutMs: 5_000, readAttempts: 1 } as const;

interface Rechecked {
  connection: Connection;
  steps: CheckStep[];
}

/** The switches of the module as the CRM has them, in case its message about them never came. */
async function followCrm(connection: Connection): Promise<void> {
  // What the CRM has not been told yet may be that the merchant has just agreed to the module anew.
  if (connection.registrationState !== "registered") return;
  try {
    const module = await crmOf(connection, QUICK).getModule(connection.moduleCode);
    if (module?.clientId !== connection.clientId) return;
    await followSwitches(connection, { active: module.active, freeze: module.freeze });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

/** Looks again at what the stored key may do, for a merchant who has just changed its permissions in the CRM. */
export async function recheckConnection(actor: UserActor, id: string): Promise<Rechecked> {
  await assertRole(actor, id, "manager");
  const connection = await db.connection.findUniqueOrThrow({ where: { id } });
  const { steps, account } = await checkCrmAccount({ systemUrl: connection.systemUrl, apiKey: apiKeyOf(connection) });
  if (!account) return { connection, steps };
  await followCrm(connection);
  const updated = await transaction(async (tx) => {
    if (connection.keyRefusedAt) await resumeWithKey(tx, id, account.credentials);
    return tx.connection.update({ where: { id }, data: accountColumns(account) });
  });
  return { connection: updated, steps };
}
