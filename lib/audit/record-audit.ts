import type { Prisma } from "#lib/generated/prisma/client.ts";
import type { Tx } from "#lib/db.ts";

export interface AuditRecord {
  connectionId: string | null;
  /** user:<id> | crm | bank | system */
  actor: string;
  /** What was done, e.g. "sync.update". */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  /** Names of changed fields and harmless values; a secret is only ever named. */
  detail?: Prisma.InputJsonObject;
}

/** Part of the transaction that makes the change, so that no change goes unrecorded. */
export async function recordAudit(tx: Tx, { connectionId, actor, action, subject, detail = {} }: AuditRecord): Promise<void> {
  await tx.auditEntry.create({ data: { connectionId, actor, action, subject, detail } });
}
