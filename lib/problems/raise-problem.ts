import type { Prisma } from "#lib/generated/prisma/client.ts";
import type { Tx } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";

export interface NewProblem {
  /** What is wrong, e.g. "module_not_registered". One open problem per kind and subject. */
  kind: string;
  /** Id of the thing it is about. */
  subject: string;
  connectionId?: string;
  syncId?: string;
  paymentId?: string;
  /** Shown to the merchant: never a secret. */
  detail?: Prisma.InputJsonObject;
}

/**
 * Says that something needs a person. Raising it again counts the occasion; raising it after it was cleared opens it anew.
 * One statement, so that two processes raising the same thing neither fail nor make two of it.
 */
export async function raiseProblem(tx: Tx, problem: NewProblem): Promise<void> {
  const { kind, subject, connectionId = null, syncId = null, paymentId = null, detail = {} } = problem;
  await tx.$executeRaw`
    INSERT INTO "Problem" AS known (id, kind, subject, "connectionId", "syncId", "paymentId", detail)
    VALUES (${newUuid()}::uuid, ${kind}, ${subject}, ${connectionId}::uuid, ${syncId}::uuid, ${paymentId}::uuid,
      ${JSON.stringify(detail)}::jsonb)
    ON CONFLICT (subject, kind) DO UPDATE SET
      count = CASE WHEN known."clearedAt" IS NULL THEN known.count + 1 ELSE 1 END,
      "raisedAt" = CASE WHEN known."clearedAt" IS NULL THEN known."raisedAt" ELSE now() END,
      "lastSeenAt" = now(),
      "clearedAt" = NULL,
      "connectionId" = coalesce(EXCLUDED."connectionId", known."connectionId"),
      "syncId" = coalesce(EXCLUDED."syncId", known."syncId"),
      "paymentId" = coalesce(EXCLUDED."paymentId", known."paymentId"),
      detail = EXCLUDED.detail`;
}

/** The cause is gone. Clearing what was never raised is fine. */
export async function clearProblem(tx: Tx, { kind, subject }: Pick<NewProblem, "kind" | "subject">): Promise<void> {
  await tx.problem.updateMany({ where: { kind, subject, clearedAt: null }, data: { clearedAt: new Date() } });
}
