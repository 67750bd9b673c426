/**
 * Everything one simulated RetailCRM account remembers. Sums are integer kopecks; instants are ISO 8601 in UTC,
 * except `paidAt` and `expiredAt`, which keep the zone-less text the module sent (protocols: retailcrm 8.3).
 */
import type { Switches } from "./switches.ts";

export type InvoiceStatus = "pending" | "waitingForCapture" | "succeeded" | "canceled" | "refundSucceeded";
export type RefundStatus = "pending" | "succeeded" | "canceled";

export interface ApiKey {
  id: string;
  apiKey: string;
  label: string;
  scopes: string[];
  /** Site codes the key may see, or every site. */
  sites: "all" | string[];
  /** Old keys answer only the deprecated `credentials` list. */
  legacyCredentialsOnly: boolean;
  /** Made by the one-click connection: only such keys may be rotated by update-scopes. */
  simpleConnection: boolean;
  active: boolean;
  createdAt: string;
}

export interface ModuleShop {
  code: string;
  name: string;
  active: boolean;
}

export interface RegisteredModule {
  code: string;
  integrationCode: string;
  name: string | null;
  logo: string | null;
  clientId: string;
  baseUrl: string;
  accountUrl: string;
  actions: Record<string, string>;
  availableCountries: string[];
  active: boolean;
  freeze: boolean;
  payment: {
    actions: Record<string, string>;
    currencies: string[];
    invoiceTypes: string[];
    shops: ModuleShop[];
  } | null;
  /** The last accepted `integrationModule` word for word, for people to look at. */
  received: unknown;
  keyId: string;
  registeredAt: string;
}

export interface Site {
  id: number;
  code: string;
  name: string;
  /** null: the simulator's own little shop page. */
  url: string | null;
}

export interface PaymentType {
  code: string;
  name: string;
  active: boolean;
  sites: string[];
  deliveryTypes: string[];
  integration: { moduleCode: string; shopCode: string } | null;
  /** Which payment status of the account each invoice status becomes. */
  statusMap: Record<InvoiceStatus, string>;
}

export interface PaymentStatus {
  code: string;
  name: string;
  nameEn: string;
  paymentComplete: boolean;
}

export interface OrderItem {
  id: number;
  name: string;
  /** Kopecks per unit before discounts. */
  price: number;
  /** Decimal text, for example "0.456". */
  quantity: string;
  unit: string | null;
  vat: string | null;
  /** Kopecks off the whole line. */
  discount: number;
  paymentMethod: string;
  paymentObject: string;
  productCode: string | null;
  markingCode: string | null;
}

export interface Customer {
  firstName: string;
  lastName: string;
  patronymic: string | null;
  email: string | null;
  phone: string | null;
  contragentType: "individual" | "legal-entity" | "enterpreneur";
  legalName: string | null;
  INN: string | null;
}

export interface Order {
  id: number;
  number: string;
  site: string;
  createdAt: string;
  status: "new" | "complete" | "cancel";
  currency: string;
  customer: Customer | null;
  items: OrderItem[];
  /** Kopecks off the whole order. */
  discount: number;
  delivery: { name: string; cost: number; vat: string | null } | null;
  /** Set when the sum was changed by hand, without touching the lines. */
  manualTotal: number | null;
}

export interface OrderPayment {
  id: number;
  orderId: number;
  typeCode: string;
  status: string;
  amount: number;
  paidAt: string | null;
  invoiceUuid: string | null;
}

export interface Refund {
  id: number;
  externalId: string;
  status: RefundStatus;
  comment: string | null;
  amount: number;
  createdAt: string;
}

export interface Invoice {
  uuid: string;
  orderId: number;
  /** The CRM's own number of the order payment, not the module's id. */
  paymentId: number;
  moduleCode: string;
  shopCode: string;
  imported: boolean;
  amount: number;
  currency: string;
  status: InvoiceStatus;
  /** The module's `paymentId`. */
  externalId: string | null;
  link: string | null;
  /** Why the module refused to issue it; shown to the CRM's user. */
  errorMsg: string | null;
  returnUrl: string | null;
  paidAt: string | null;
  expiredAt: string | null;
  cancellationDetails: string | null;
  refundable: boolean;
  cancellable: boolean;
  discountAmount: number;
  refunds: Refund[];
  createdAt: string;
  /** Sum of the order when the invoice was issued: a later difference fails `payment/check`. */
  orderTotalAtIssue: number;
}

export interface LogEntry {
  id: number;
  at: string;
  kind: "api" | "callback" | "account";
  /** Endpoint or action, for example `update-invoice` or `create`. */
  name: string;
  method: string;
  url: string;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  ms: number;
  request: unknown;
  response: unknown;
  key: string | null;
  fault: string | null;
  note: string | null;
}

export interface Fault {
  id: number;
  endpoint: string;
  kind: FaultKind;
  /** How many more calls it hits; null: until cleared. */
  times: number | null;
  delayMs: number;
  text: string | null;
}

export const faultKinds = [
  "delay",
  "drop-before",
  "drop-after",
  "error-500",
  "error-500-after",
  "error-503",
  "error-429",
  "html-405",
  "success-false",
  "errors-list",
  "errors-map",
  "forbidden",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Verdict {
  mode: "normal" | "refuse";
  text: string;
}

export interface AccountSettings {
  timezone: string;
  language: "ru" | "en" | "es";
  currency: string;
  updatedAt: string;
}

export interface CrmState {
  version: 1;
  settings: AccountSettings;
  switches: Switches;
  verdict: Verdict;
  keys: ApiKey[];
  modules: RegisteredModule[];
  sites: Site[];
  paymentTypes: PaymentType[];
  paymentStatuses: PaymentStatus[];
  orders: Order[];
  payments: OrderPayment[];
  invoices: Invoice[];
  faults: Fault[];
  log: LogEntry[];
  nextId: number;
}
