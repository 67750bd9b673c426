import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import type { RegisterCall } from "#lib/retailcrm/account-schemas.ts";
import { isRegisterToken } from "#lib/retailcrm/register-token.ts";
import { awaitRegistration } from "./await-registration.ts";
import { checkCrmAccount, type CrmAccount } from "./check-crm-account.ts";
import { fieldErrorsOfSteps } from "./check-view.ts";
import { apiKeyField } from "./connection-schema.ts";
import { reasonText } from "./crm-reason.ts";
import { issueClaimToken } from "./claim-token.ts";
import { saveSwitches } from "./handle-activity.ts";
import { findSameAccount, insertConnection, renewConnection } from "./save-account.ts";
import { transaction } from "#lib/transaction.ts";

/** Secret of the published module; unset: this way of connecting is not offered. */
export function moduleSecret(): string {
  const { moduleSecret: secret } = env();
  if (secret === null) throw new AppError("unavailable", { reason: "crm.one_click_off" });
  return secret;
}

/** The token vouches for the key only, not for the address, so the key must also prove to work there. */
async function provenAccount({ token, apiKey, systemUrl }: RegisterCall): Promise<CrmAccount> {
  if (!isRegisterToken(token, apiKey, moduleSecret())) throw new AppError("unauthenticated", { reason: "crm.token_wrong" });
  if (!apiKeyField.safeParse(apiKey).success) throw new AppError("invalid_input", { fields: { apiKey: ["api_key_format"] } });
  const { steps, account } = await checkCrmAccount({ systemUrl, apiKey });
  if (!account) throw new AppError("invalid_input", { fields: fieldErrorsOfSteps(steps) });
  return account;
}

async function save(tx: Tx, account: CrmAccount, apiKey: string): Promise<{ connection: Connection; claim: string | null }> {
  const known = await findSameAccount(tx, account);
  const saved = known ? await renewConnection(tx, known, account, apiKey) : await insertConnection(tx, account, apiKey);
  await tx.connection.update({ where: { id: saved.id }, data: { oneClick: true } });
  // The merchant has just agreed to the module in the CRM: it is on.
  await saveSwitches(tx, saved, true, false);
  const connection = await tx.connection.findUniqueOrThrow({ where: { id: saved.id } });
  const members = await tx.membership.count({ where: { connectionId: saved.id } });
  const claim = members === 0 ? await issueClaimToken(tx, saved.id) : null;
  const action = known ? "connection.renew" : "connection.create";
  const detail = { systemUrl: connection.systemUrl, apiKeyTail: connection.apiKeyTail };
  await recordAudit(tx, { connectionId: saved.id, actor: "crm", action, subject: saved.id, detail });
  return { connection, claim };
}

/** A module that the CRM has refused must not look connected; one it could not be told about yet will be told again. */
async function assertRegistered(id: string): Promise<void> {
  const { registrationState, registrationError } = await awaitRegistration(id);
  if (registrationState !== "failed") return;
  throw new AppError("conflict", { reason: "crm.register_refused", ...(registrationError !== null && { words: (locale) => reasonText(locale, registrationError) }) });
}

/**
 * One-click connection from the CRM's marketplace (protocols: retailcrm 3.1). The same account again gets its new key
 * and stays one connection. Returns where the CRM sends the merchant's browser: for a connection nobody belongs to yet
 * with a one-time token that makes him its owner.
 */
export async function handleRegister(call: RegisterCall): Promise<{ accountUrl: string }> {
  const account = await provenAccount(call);
  const { connection, claim } = await transaction((tx) => save(tx, account, call.apiKey));
  await assertRegistered(connection.id);
  return { accountUrl: `${env().publicUrl}/retailcrm/open${claim === null ? "" : `?claim=${claim}`}` };
}
