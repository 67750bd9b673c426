import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { translator } from "#lib/i18n/translator.ts";
import { openLink } from "#lib/links/open-link.ts";
import type { SyncWithConnection } from "#lib/syncs/sync-view.ts";
import type { CrmPartner } from "./crm-partner.ts";
import { type DrillKind, needsBuiltInCrm } from "./drill-schema.ts";

export interface DrillPayment {
  id: string;
  slug: string;
}

const SUM = "1500.00";
const fields = { id: true, slug: true } as const;

/** A manager of the built-in RetailCRM issues an invoice. */
async function issueFresh(sync: SyncWithConnection, crm: CrmPartner): Promise<DrillPayment> {
  const { connectionId, connection, shopCode } = sync;
  const invoiceUuid = await crm.issue(shopCode, translator(connection.locale)("drills.item"), SUM);
  return db.payment.findUniqueOrThrow({ where: { connectionId_invoiceUuid: { connectionId, invoiceUuid } }, select: fields });
}

/** In an account of his own the manager has issued an invoice himself. */
async function findUnpaid(syncId: string): Promise<DrillPayment> {
  const found = await db.payment.findFirst({
    where: { syncId, status: "pending", cancelRequestedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: fields,
  });
  if (!found) throw new AppError("conflict", { reason: "drill_no_payment" });
  return found;
}

/**
 * The payment to rehearse with: a fresh one where the built-in RetailCRM can issue it, else the newest unpaid one.
 * @throws AppError conflict "drill_needs_crm", "drill_no_payment", "drill_failed"
 */
export async function beginPayment(kind: DrillKind, sync: SyncWithConnection, crm: CrmPartner | null): Promise<DrillPayment> {
  if (crm) return issueFresh(sync, crm);
  if (needsBuiltInCrm(kind)) throw new AppError("conflict", { reason: "drill_needs_crm" });
  return findUnpaid(sync.id);
}

/** The payer opens the link; returns the bank's order behind the form he is shown. */
export async function openForm({ id, slug }: DrillPayment): Promise<string> {
  const opened = await openLink(slug);
  if (opened.kind === "notice") throw new AppError("conflict", { reason: "drill_no_form" });
  const { mdOrder } = await db.attempt.findFirstOrThrow({
    where: { paymentId: id, formUrl: opened.formUrl },
    orderBy: { seq: "desc" },
    select: { mdOrder: true },
  });
  if (mdOrder === null) throw new AppError("conflict", { reason: "drill_no_form" });
  return mdOrder;
}

/** Another order of the payment that is still payable at the bank. */
export async function otherOrder(paymentId: string, mdOrder: string): Promise<string> {
  const other = await db.attempt.findFirst({
    where: { paymentId, mdOrder: { not: mdOrder }, bankStatus: 0, final: false },
    orderBy: { seq: "desc" },
    select: { mdOrder: true },
  });
  if (!other?.mdOrder) throw new AppError("conflict", { reason: "drill_no_form" });
  return other.mdOrder;
}
