import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Connection, Prisma } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import type { ActivityCall } from "#lib/retailcrm/account-schemas.ts";
import { type AddressChange, proveAddress } from "./prove-address.ts";
import { requestRegistration } from "./request-registration.ts";
import { transaction } from "#lib/transaction.ts";

const KIND = "module_off";

/** Switched off or frozen: payments that exist are brought to their end all the same, new ones are refused. */
export async function saveSwitches(tx: Tx, { id }: Pick<Connection, "id">, active: boolean, frozen: boolean): Promise<void> {
  await tx.connection.update({ where: { id }, data: { active, frozen } });
  if (active && !frozen) await clearProblem(tx, { kind: KIND, subject: id });
  else await raiseProblem(tx, { kind: KIND, subject: id, connectionId: id, detail: { active, frozen } });
}

const note = (tx: Tx, id: string, action: string, detail: Prisma.InputJsonObject): Promise<void> =>
  recordAudit(tx, { connectionId: id, actor: "crm", action, subject: id, detail });

async function saveAddress(tx: Tx, { id, systemUrl: before, integrationCode }: Connection, change: AddressChange): Promise<void> {
  if (change.kind === "none") return;
  if (change.kind === "renamed") {
    await tx.connection.update({ where: { id }, data: { publicUrl: change.publicUrl } });
    return;
  }
  const { systemUrl } = change;
  const taken = await tx.connection.count({ where: { systemUrl, integrationCode, id: { not: id } } });
  if (taken > 0) throw new AppError("conflict", { reason: "crm.address_of_other" });
  await tx.connection.update({ where: { id }, data: { systemUrl } });
  await requestRegistration(tx, id);
  await note(tx, id, "connection.move", { before, after: systemUrl });
}

/** What the CRM says of its switches; a part it leaves out stays as it is, also when two messages come at once. */
export async function followSwitches({ id }: Pick<Connection, "id">, said: ActivityCall): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Connection" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await tx.connection.findUniqueOrThrow({ where: { id } });
    const active = said.active ?? before.active;
    const frozen = said.freeze ?? before.frozen;
    if (active === before.active && frozen === before.frozen) return;
    await saveSwitches(tx, before, active, frozen);
    await note(tx, id, "connection.activity", { active, frozen });
  });
}

/**
 * The CRM's `activity` callback (protocols: retailcrm 4.2). The merchant's switches hold whatever else the call says: our
 * next description would overrule them. An address that is not proven to be the same account is refused: otherwise whoever
 * learnt the `clientId` could have the API key sent to himself.
 */
export async function handleActivity(connection: Connection, call: ActivityCall, systemUrl: string | null): Promise<void> {
  await followSwitches(connection, call);
  if (systemUrl === null) return;
  const change = await proveAddress(connection, systemUrl);
  await transaction((tx) => saveAddress(tx, connection, change));
}
