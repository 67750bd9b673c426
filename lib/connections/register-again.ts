import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { registerModule } from "./register-module.ts";
import { requestRegistration } from "./request-registration.ts";
import { transaction } from "#lib/transaction.ts";

/** A person asks for it, and waits for the answer of the CRM. */
export async function registerAgain(actor: UserActor, id: string): Promise<Connection> {
  await assertRole(actor, id, "manager");
  await transaction(async (tx) => {
    await requestRegistration(tx, id);
    await recordAudit(tx, { connectionId: id, actor: `user:${actor.userId}`, action: "connection.register", subject: id });
  });
  await registerModule(id);
  return db.connection.findUniqueOrThrow({ where: { id } });
}
