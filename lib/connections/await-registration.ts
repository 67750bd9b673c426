import { sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { registerModule } from "./register-module.ts";

const PATIENCE_MS = 15_000;
const PAUSE_MS = 100;

const isUnderWay = ({ registrationState, registrationLease }: Connection): boolean =>
  registrationState === "pending" && registrationLease !== null;

/** Tells the CRM about the module and waits for the outcome, also when somebody else is already at it. */
export async function awaitRegistration(connectionId: string): Promise<Connection> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    await registerModule(connectionId);
    const connection = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
    if (!isUnderWay(connection) || Date.now() > end) return connection;
    await sleep(PAUSE_MS);
  }
}
