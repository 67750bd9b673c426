import { expect, it } from "vitest";
import type { CrmInvoice } from "#lib/retailcrm/crm-client.ts";
import { compareInvoice, type HubInvoice } from "./compare-invoice-state.ts";

const hub = (part: Partial<HubInvoice> = {}): HubInvoice => ({
  status: "succeeded",
  held: 0n,
  captured: 1000n,
  refunded: 0n,
  telling: false,
  tellingFailed: false,
  ...part,
});

const invoice = (part: Partial<CrmInvoice> = {}): CrmInvoice => ({
  invoiceUuid: "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10",
  externalId: null,
  status: "succeeded",
  amount: 1000n,
  currency: "RUB",
  link: null,
  paidAt: null,
  refundable: null,
  cancellable: null,
  refunds: [],
  ...part,
});

const refund = (amount: bigint | null, status: string | null = "succeeded") => ({ externalId: "r", status, amount });

it.each<[string, CrmInvoice | null, HubInvoice, string]>([
  ["the same", invoice(), hub(), "agreed"],
  ["none there", null, hub(), "crm_missing invoice_unknown"],
  ["another status", invoice({ status: "pending" }), hub(), "crm_state_differs other_status"],
  ["another status, because nobody could tell it", invoice({ status: "pending" }), hub({ tellingFailed: true }), "crm_state_differs report_failed"],
  ["paid there only", invoice(), hub({ status: "pending", captured: 0n }), "crm_state_differs other_status"],
  ["another sum", invoice({ amount: 900n }), hub(), "crm_amount_differs other_amount"],
  ["another sum held", invoice({ status: "waitingForCapture", amount: 900n }), hub({ status: "waitingForCapture", held: 1000n, captured: 0n }), "crm_amount_differs other_amount"],
  ["the sum of a cancelled one was never told", invoice({ status: "canceled", amount: 5n }), hub({ status: "canceled", captured: 0n }), "agreed"],
  ["a refund that was not told", invoice(), hub({ refunded: 300n }), "crm_refund_differs refund_untold"],
  ["a refund nobody made", invoice({ refunds: [refund(300n)] }), hub(), "crm_refund_differs refund_unknown"],
  ["refunds that came to nothing count for nothing", invoice({ refunds: [refund(300n), refund(200n, "canceled")] }), hub({ refunded: 300n }), "agreed"],
  ["a refund without its sum", invoice({ refunds: [refund(null)] }), hub(), "not_judged"],
  ["no status told", invoice({ status: null }), hub(), "not_judged"],
  ["no sum told", invoice({ amount: null }), hub(), "not_judged"],
])("%s", (_name, there, here, expected) => {
  const found = compareInvoice(there, here);
  expect(found.verdict === "different" ? `${found.kind} ${found.cause}` : found.verdict).toBe(expected);
  const telling = compareInvoice(there, { ...here, telling: true }).verdict;
  expect(telling).toBe(found.verdict === "different" ? "not_judged" : found.verdict);
});
