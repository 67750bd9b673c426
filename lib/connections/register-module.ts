import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { moduleDescription } from "#lib/retailcrm/module-description.ts";
import { CALL_TIMEOUT_MS, claimRegistration, pendingLease, type RegistrationClaim } from "./claim-registration.ts";
import { crmOf } from "./open-connection.ts";
import { clearTakenCode, ownModuleCode } from "./own-module-code.ts";
import { recordNotRegistered, recordRegistered } from "./record-registration.ts";
import { transaction } from "#lib/transaction.ts";

async function tell({ connection }: RegistrationClaim): Promise<Connection> {
  const crm = crmOf(connection, { timeoutMs: CALL_TIMEOUT_MS, readAttempts: 1 });
  const own = await ownModuleCode(connection, crm);
  const syncs = await db.sync.findMany({ where: { connectionId: own.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  await crm.editModule(own.moduleCode, moduleDescription(own, syncs, env().publicUrl));
  return own;
}

async function round(claim: RegistrationClaim): Promise<boolean> {
  try {
    const told = await tell(claim);
    const moved = await recordRegistered(claim);
    await clearTakenCode(told);
    return moved;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return recordNotRegistered(claim, error);
  }
}

/**
 * Tells the CRM the newest description of the module, once for any number of changes made meanwhile. Safe to call at
 * any time and in parallel: whoever holds the claim goes on until nothing newer is left.
 */
export async function registerModule(connectionId: string): Promise<void> {
  for (;;) {
    const claim = await claimRegistration(connectionId);
    if (!claim || !(await round(claim))) return;
  }
}

/** The job: as above, and looks again when the claim of somebody who may have died runs out. */
export async function runRegistrationJob({ connectionId }: { connectionId: string }): Promise<void> {
  await registerModule(connectionId);
  const until = await pendingLease(connectionId);
  if (until) await transaction((tx) => enqueue(tx, queues.registerModule, { connectionId }, until));
}
