import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { resumeDeliveries } from "#lib/deliveries/resume-deliveries.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { missingScopes, requiredScopes } from "#lib/retailcrm/required-scopes.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { transaction } from "#lib/transaction.ts";
import { endKeyLease, takeKeyLease } from "./key-lease.ts";
import { crmOf, keyColumns } from "./open-connection.ts";
import { recheckConnection } from "./recheck-connection.ts";
import { requestRegistration } from "./request-registration.ts";

const isManualKey = ({ vendorMessage, errors }: ProviderError): boolean =>
  [vendorMessage ?? "", ...errors].some((words) => /not enabled simple connection/i.test(words));

async function oldKeyIsDead(connection: Connection): Promise<boolean> {
  try {
    await crmOf(connection, { timeoutMs: 8_000, readAttempts: 2 }).credentials();
    return false;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.code === "unauthorized";
  }
}

/** The CRM may have made a new key that never reached us: only trying the old one tells. */
async function afterNoAnswer(connection: Connection): Promise<AppError> {
  if (!(await oldKeyIsDead(connection))) return new AppError("unavailable", { reason: "crm.scopes.unclear" });
  const { id, sealedApiKey } = connection;
  return transaction(async (tx) => {
    const { count } = await tx.connection.updateMany({ where: { id, sealedApiKey }, data: { keyRefusedAt: now() } });
    if (count === 0) return new AppError("conflict", { reason: "changed_meanwhile" }); // somebody has given it another key
    await raiseProblem(tx, { kind: "crm_key_refused", subject: id, connectionId: id, detail: { error: "update-scopes" } });
    return new AppError("unavailable", { reason: "crm.scopes.key_lost" });
  });
}

async function refusal(connection: Connection, error: ProviderError): Promise<AppError> {
  if (isManualKey(error)) {
    await db.connection.update({ where: { id: connection.id }, data: { oneClick: false } });
    return new AppError("conflict", { reason: "crm.scopes.not_one_click", cause: error });
  }
  if (error.outcome === "unknown") return afterNoAnswer(connection);
  if (["unreachable", "tls", "limited"].includes(error.code)) return new AppError("unavailable", { reason: "crm.scopes.unclear", cause: error });
  return new AppError("conflict", { reason: "crm.scopes.refused", params: { message: error.vendorMessage ?? error.code }, cause: error });
}

/** The one moment the new key exists only in our memory: stored before anything else is done with it. */
async function keep(actor: UserActor, { id }: Connection, token: string, apiKey: string): Promise<void> {
  await transaction(async (tx) => {
    await endKeyLease(tx, id, token);
    await tx.connection.update({ where: { id }, data: { ...keyColumns(id, apiKey), scopes: [...requiredScopes], oneClick: true } });
    await recordAudit(tx, { connectionId: id, actor: `user:${actor.userId}`, action: "connection.scopes", subject: id, detail: { scopes: [...requiredScopes] } });
  });
  await transaction(async (tx) => {
    await resumeDeliveries(tx, id);
    await requestRegistration(tx, id);
  });
}

async function exchangeKey(actor: UserActor, id: string): Promise<void> {
  const token = await takeKeyLease(id);
  const connection = await db.connection.findUniqueOrThrow({ where: { id } }); // another exchange may just have ended
  try {
    if (missingScopes(connection).length === 0) {
      await endKeyLease(db, id, token);
      return;
    }
    const { apiKey } = await crmOf(connection, { timeoutMs: 15_000 }).updateScopes(connection.moduleCode, requiredScopes);
    await keep(actor, connection, token, apiKey);
  } catch (error) {
    await endKeyLease(db, id, token);
    throw error instanceof ProviderError ? await refusal(connection, error) : error;
  }
}

/**
 * Asks the CRM for the permissions a key of the one-click connection lacks (protocols: retailcrm 2.7). The key changes
 * with it. For owners, as every change of the key; the question is asked once, for its answer cannot be had again.
 */
export async function updateScopes(actor: UserActor, id: string): Promise<Connection> {
  await assertRole(actor, id, "owner");
  await exchangeKey(actor, id);
  return (await recheckConnection(actor, id)).connection;
}
