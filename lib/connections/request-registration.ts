import { inBackground } from "#lib/background.ts";
import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { registerModule } from "./register-module.ts";

/**
 * Something the CRM must know has changed: shops, address, key. Part of the transaction that changes it;
 * the job sees to it that the CRM is told even if this process dies right after.
 */
export async function requestRegistration(tx: Tx, connectionId: string): Promise<void> {
  await tx.connection.update({
    where: { id: connectionId },
    data: { registrationVersion: { increment: 1 }, registrationState: "pending", registrationError: null, registrationTries: 0 },
  });
  await enqueue(tx, queues.registerModule, { connectionId });
}

/** Tells the CRM right after the commit, without the caller waiting for it. */
export function registerModuleSoon(connectionId: string): void {
  inBackground("register-module", () => registerModule(connectionId));
}
