import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { randomBase36 } from "#lib/ids.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import type { CrmClient } from "#lib/retailcrm/crm-client.ts";
import { crmOf } from "./open-connection.ts";
import { transaction } from "#lib/transaction.ts";

const KIND = "module_code_taken";

type Occupant = "nobody" | "we" | "somebody" | "unreadable";

async function occupantOf(crm: CrmClient, code: string, clientId: string): Promise<Occupant> {
  try {
    const module = await crm.getModule(code);
    const occupant = module?.clientId ?? null;
    if (occupant === null) return "nobody";
    return occupant === clientId ? "we" : "somebody";
  } catch (error) {
    if (error instanceof ProviderError && error.code === "forbidden_scope") return "unreadable";
    throw error;
  }
}

/**
 * Registering under a code that carries another installation's `clientId` would take its place and stop its payments
 * (protocols: retailcrm 2.4). So before the first registration the code is looked at; when it is taken, or cannot be
 * looked at, this connection gets one of its own and the merchant is told about the other module.
 */
export async function ownModuleCode(connection: Connection, crm: CrmClient): Promise<Connection> {
  if (connection.registeredVersion > 0) return connection;
  const occupant = await occupantOf(crm, connection.moduleCode, connection.clientId);
  if (occupant === "nobody" || occupant === "we") return connection;
  // One of its own already, whose registration had no clear answer: another would be one more module in the account.
  if (occupant === "unreadable" && connection.moduleCode !== connection.integrationCode) return connection;
  const moduleCode = `${connection.integrationCode}-${randomBase36(6)}`;
  return transaction(async (tx) => {
    if (occupant === "somebody") {
      const detail = { code: connection.moduleCode, ownCode: moduleCode };
      await raiseProblem(tx, { kind: KIND, subject: connection.id, connectionId: connection.id, detail });
    }
    return tx.connection.update({ where: { id: connection.id }, data: { moduleCode } });
  });
}

/** The other module is gone or switched off: nothing is left to say about it. Unclear answers leave the problem open. */
export async function clearTakenCode(connection: Connection): Promise<void> {
  const open = await db.problem.count({ where: { kind: KIND, subject: connection.id, clearedAt: null } });
  if (open === 0) return;
  try {
    const other = await crmOf(connection, { readAttempts: 1 }).getModule(connection.integrationCode);
    if (other?.active === true && other.clientId !== null) return;
    await transaction((tx) => clearProblem(tx, { kind: KIND, subject: connection.id }));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}
