import type { InvoiceCheck, InvoiceUpdate, InvoiceVerdict } from "./invoice-update.ts";

/** RetailCRM's API as the hub uses it. Sums are kopecks; dates are wall-clock texts of the account's time zone. */

export interface CrmAccess {
  /** Origin that passed `parseCrmUrl`, without a trailing slash. */
  systemUrl: string;
  /** null: ask without a key (system-info only answers that). */
  apiKey: string | null;
}

export interface CrmCallOptions {
  /** Bound on one exchange, 20 s unless told. */
  timeoutMs?: number;
}

export interface CrmClientOptions extends CrmCallOptions {
  /** Waits for its turn before each request, at most this long; for the limit per key. */
  turn?: (patienceMs: number) => Promise<void>;
  /** How often a read is asked at most, 3 unless told. Writes are asked once. */
  readAttempts?: number;
}

export interface CrmCredentials {
  scopes: string[];
  /** Deprecated list of allowed method patterns; old keys have only this. */
  credentials: string[];
  siteAccess: string | null;
  sitesAvailable: string[];
}

export interface CrmSystemInfo {
  systemVersion: string | null;
  /** What the merchant recognises; may carry a path. */
  publicUrl: string | null;
  /** Stable across renames. */
  technicalUrl: string | null;
}

export interface CrmModule {
  code: string;
  clientId: string | null;
  active: boolean | null;
  freeze: boolean | null;
  baseUrl: string | null;
}

export interface CrmInvoice {
  invoiceUuid: string;
  /** Our id of the payment. */
  externalId: string | null;
  status: string | null;
  /** Kopecks. */
  amount: bigint | null;
  currency: string | null;
  link: string | null;
  paidAt: string | null;
  refundable: boolean | null;
  cancellable: boolean | null;
  refunds: { externalId: string | null; status: string | null; amount: bigint | null }[];
}

export interface CrmSite {
  code: string;
  name: string;
  url: string | null;
  currency: string | null;
}

export interface CrmPaymentType {
  code: string;
  name: string;
  active: boolean;
  /** Codes; empty lists say nothing: an answer may leave them out. */
  sites: string[];
  deliveryTypes: string[];
  paymentStatuses: string[];
  /** Present on payment types of an integration module. Neither its shop nor, for certain, its code is told. */
  integrationModule: { code: string | null; name: string | null; active: boolean | null; logo: string | null } | null;
}

export interface CrmPaymentStatus {
  code: string;
  name: string;
  active: boolean;
  /** Counts as paid. */
  paymentComplete: boolean;
  /** Codes of the payment types that use it. */
  paymentTypes: string[];
}

export interface CrmSettings {
  timeZone: string | null;
  language: string | null;
}

/**
 * One account with one key. Every method throws `ProviderError`.
 * `rejected` (nothing happened): "unauthorized", "forbidden_scope", "no_account", "invalid" (with `errors`), "not_found",
 * "payment_required", "failed", "limited" (429), "redirected", "unreachable", "tls", "http_4xx".
 * `unknown` (it may have acted): "limited" (503), "http_5xx", "http_403" (not in JSON), "timeout", "network", "not_json", "bad_answer".
 */
export interface CrmClient {
  /** protocols: retailcrm 1.3 */
  apiVersions(): Promise<string[]>;
  /** protocols: retailcrm 1.3 */
  systemInfo(): Promise<CrmSystemInfo>;
  /** protocols: retailcrm 1.2 */
  credentials(): Promise<CrmCredentials>;
  /** The registration as the CRM has it; null when there is none (protocols: retailcrm 2.2). */
  getModule(code: string): Promise<CrmModule | null>;
  /** Registers, changes, switches on and off: an upsert of the full description (protocols: retailcrm 2). */
  editModule(code: string, module: Readonly<Record<string, unknown>>): Promise<void>;
  /** The key changes: store the new one at once (protocols: retailcrm 2.7). */
  updateScopes(code: string, scopes: readonly string[]): Promise<{ apiKey: string }>;
  /** protocols: retailcrm 5.1; not repeated here. */
  checkInvoice(invoice: InvoiceCheck, options?: CrmCallOptions): Promise<InvoiceVerdict>;
  /** Idempotent by its content, so the delivery may repeat it; not repeated here (protocols: retailcrm 5.2, 6.3). */
  updateInvoice(update: InvoiceUpdate): Promise<void>;
  /** null when the CRM does not know the invoice (protocols: retailcrm 5.4). */
  getInvoice(invoiceUuid: string): Promise<CrmInvoice | null>;
  /** Code of the order's status; null when the CRM does not know the order. Needs the scope order_read (protocols: retailcrm 5.6). */
  orderStatus(orderId: bigint): Promise<string | null>;
  /** protocols: retailcrm 5.6, as are the following */
  sites(): Promise<CrmSite[]>;
  paymentTypes(): Promise<CrmPaymentType[]>;
  paymentStatuses(): Promise<CrmPaymentStatus[]>;
  settings(): Promise<CrmSettings>;
}
