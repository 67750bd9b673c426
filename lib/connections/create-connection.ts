import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { addMember } from "#lib/team/add-member.ts";
import { lockTeam } from "#lib/team/change-team.ts";
import { transaction } from "#lib/transaction.ts";
import { checkCrmAccount, type CrmAccount } from "./check-crm-account.ts";
import { fieldErrorsOfSteps } from "./check-view.ts";
import type { NewConnectionInput } from "./connection-schema.ts";
import { findSameAccount, insertConnection, renewConnection } from "./save-account.ts";

/**
 * A key that works in the account shows that its holder runs the account. That makes him the owner of a connection
 * nobody belongs to yet; where there are members, the owner decides who else may come in.
 */
async function assertMayRenew(tx: Tx, actor: UserActor, connectionId: string): Promise<void> {
  await lockTeam(tx, connectionId);
  const members = await tx.membership.findMany({ where: { connectionId } });
  if (members.length === 0) return;
  const own = members.find(({ userId }) => userId === actor.userId);
  if (!own) throw new AppError("conflict", { reason: "crm.account_taken" });
  if (own.role !== "owner") throw new AppError("forbidden", { reason: "crm.only_owner_changes_key" });
}

async function save(actor: UserActor, account: CrmAccount, { apiKey, name }: NewConnectionInput): Promise<Connection> {
  return transaction(async (tx) => {
    const known = await findSameAccount(tx, account);
    if (known) await assertMayRenew(tx, actor, known.id);
    const connection = known
      ? await renewConnection(tx, known, account, apiKey)
      : await insertConnection(tx, account, apiKey, name);
    await addMember(tx, connection.id, actor.userId, "owner"); // whoever may renew a key is one already, or the first
    await recordAudit(tx, {
      connectionId: connection.id,
      actor: `user:${actor.userId}`,
      action: known ? "connection.renew" : "connection.create",
      subject: connection.id,
      detail: { systemUrl: connection.systemUrl, apiKeyTail: connection.apiKeyTail },
    });
    return connection;
  });
}

/** Connects a RetailCRM account by address and key. Missing permissions do not prevent it: they are shown until they are given. */
export async function createConnection(actor: UserActor, input: NewConnectionInput): Promise<Connection> {
  const { steps, account } = await checkCrmAccount(input);
  if (!account) throw new AppError("invalid_input", { fields: fieldErrorsOfSteps(steps) });
  return save(actor, account, input);
}
