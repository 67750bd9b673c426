import type { Tx } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { bankKinds, type Cause, type DifferenceKind } from "./difference-state.ts";
import type { DifferenceValues } from "./difference-values.ts";
import { dayColumn } from "./moscow-days-state.ts";

interface Found {
  runId: string;
  connectionId: string;
  syncId: string;
  paymentId: string;
  attemptId: string | null;
  /** Attempt or payment, or the number of an order without a record. */
  subject: string;
  kind: DifferenceKind;
  cause: Cause;
  orderNumber: string;
  /** Of the order, Moscow time. */
  day: string;
  values: DifferenceValues;
}

/** A difference seen again is the same one, with its newest cause and values. */
export async function recordDifference(tx: Tx, found: Found): Promise<void> {
  const { runId, connectionId, syncId, paymentId, attemptId, subject, kind, cause, orderNumber, day, values } = found;
  await tx.$executeRaw`
    INSERT INTO "ReconciliationDifference" AS known
      (id, "connectionId", "syncId", "paymentId", "attemptId", subject, kind, cause, "orderNumber", day, "values", "lastRunId")
    VALUES (${newUuid()}::uuid, ${connectionId}::uuid, ${syncId}::uuid, ${paymentId}::uuid, ${attemptId}::uuid, ${subject},
      ${kind}, ${cause}, ${orderNumber}, ${dayColumn(day)}::date, ${JSON.stringify(values)}::jsonb, ${runId}::uuid)
    ON CONFLICT ("syncId", subject, kind) WHERE "solvedAt" IS NULL DO UPDATE SET
      cause = EXCLUDED.cause, "values" = EXCLUDED."values", "lastRunId" = EXCLUDED."lastRunId", "lastSeenAt" = now()`;
}

/** Puts what RetailCRM says beside what bank and hub say of the same payment. */
export async function addCrmValues(tx: Tx, runId: string, paymentId: string, crm: DifferenceValues["crm"]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReconciliationDifference" SET "values" = "values" || jsonb_build_object('crm', ${JSON.stringify(crm)}::jsonb)
    WHERE "lastRunId" = ${runId}::uuid AND "paymentId" = ${paymentId}::uuid AND kind = ANY(${[...bankKinds]})`;
}
