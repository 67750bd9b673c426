import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { checkCrmAccount, type CrmAccount } from "./check-crm-account.ts";
import { fieldErrorsOfSteps } from "./check-view.ts";
import type { ConnectionPatch } from "./connection-schema.ts";
import { renewConnection } from "./save-account.ts";
import { transaction } from "#lib/transaction.ts";

/** The address stays: a key that works there belongs to the same account. */
async function accountWith(connection: Connection, apiKey: string): Promise<CrmAccount> {
  const { steps, account } = await checkCrmAccount({ systemUrl: connection.systemUrl, apiKey });
  if (account) return account;
  const [message = "invalid_input"] = Object.values(fieldErrorsOfSteps(steps)).flat();
  throw new AppError("invalid_input", { fields: { apiKey: [message] } });
}

/** New name, new key, or both. The key is tried first; nothing is saved when it does not work. */
export async function updateConnection(actor: UserActor, id: string, { name, apiKey }: ConnectionPatch): Promise<Connection> {
  await assertRole(actor, id, "owner");
  const connection = await db.connection.findUniqueOrThrow({ where: { id } });
  const account = apiKey === undefined ? null : await accountWith(connection, apiKey);
  return transaction(async (tx) => {
    if (account && apiKey !== undefined) await renewConnection(tx, connection, account, apiKey);
    const changed = [...(name === undefined ? [] : ["name"]), ...(account ? ["apiKey"] : [])];
    const audit = { connectionId: id, actor: `user:${actor.userId}`, subject: id, detail: { changed } };
    if (changed.length > 0) await recordAudit(tx, { ...audit, action: "connection.update" });
    return tx.connection.update({ where: { id }, data: name === undefined ? {} : { name } });
  });
}
