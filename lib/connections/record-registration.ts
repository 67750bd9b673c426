import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { ProviderError } from "#lib/errors.ts";
import type { Connection, Prisma } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { queues } from "#lib/queues.ts";
import type { RegistrationClaim } from "./claim-registration.ts";
import { storedReason } from "./crm-reason.ts";
import { nextRegistrationTry } from "./registration-schedule.ts";
import { transaction } from "#lib/transaction.ts";

const KIND = "module_not_registered";

/** Ends the claim with a result, unless it ran out and another process took over. Locks the row, so versions are current. */
async function finish(
  { token, connection }: RegistrationClaim,
  change: (current: Connection, tx: Tx) => Promise<Prisma.ConnectionUpdateInput>,
): Promise<Connection | null> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Connection" WHERE id = ${connection.id}::uuid FOR UPDATE`;
    const current = await tx.connection.findUnique({ where: { id: connection.id } });
    if (current?.registrationLease !== token) return null;
    const data = await change(current, tx);
    return tx.connection.update({
      where: { id: current.id },
      data: { registrationLeaseUntil: null, ...data, registrationLease: null },
    });
  });
}

/** Returns whether something changed meanwhile and must be told as well. */
export async function recordRegistered(claim: RegistrationClaim): Promise<boolean> {
  const updated = await finish(claim, async (current, tx) => {
    await clearProblem(tx, { kind: KIND, subject: current.id });
    return {
      registeredVersion: claim.version,
      registrationState: current.registrationVersion > claim.version ? "pending" : "registered",
      registrationError: null,
      registrationTries: 0,
      registeredAt: now(),
    };
  });
  return updated?.registrationState === "pending";
}

/** No clear answer, or a refusal that passes by itself. */
const isPassing = ({ outcome, code }: ProviderError): boolean =>
  outcome === "unknown" || code === "unreachable" || code === "tls" || code === "limited";

/**
 * A passing failure is repeated by the schedule; a refusal waits for the merchant, because repeating it would only
 * repeat the answer. Returns whether something newer is to be told at once.
 */
export async function recordNotRegistered(claim: RegistrationClaim, error: ProviderError): Promise<boolean> {
  const updated = await finish(claim, async (current, tx) => {
    if (current.registrationVersion > claim.version && !isPassing(error)) return {};
    const tries = current.registrationTries + 1;
    const next = isPassing(error) ? nextRegistrationTry(tries, now(), error.retryAfterSeconds) : null;
    if (next) await enqueue(tx, queues.registerModule, { connectionId: current.id }, next);
    const reason = storedReason(error);
    await raiseProblem(tx, { kind: KIND, subject: current.id, connectionId: current.id, detail: { reason } });
    const state = next ? "pending" : "failed";
    return { registrationTries: tries, registrationError: reason, registrationState: state, registrationLeaseUntil: next };
  });
  return updated?.registrationState === "pending" && updated.registrationError === null;
}
