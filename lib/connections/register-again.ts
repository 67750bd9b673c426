import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { transaction } from "#lib/transaction.ts";
import { awaitRegistration } from "./await-registration.ts";
import { requestRegistration } from "./request-registration.ts";

/** A person asks for it, and waits for the answer of the CRM. */
export async function registerAgain(actor: UserActor, id: string): Promise<Connection> {
  await assertRole(actor, id, "manager");
  await transaction(async (tx) => {
    await requestRegistration(tx, id);
    await recordAudit(tx, { connectionId: id, actor: `user:${actor.userId}`, action: "connection.register", subject: id });
  });
  return awaitRegistration(id);
}
