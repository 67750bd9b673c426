import type { BankReceipt, LastOrders, OrderAnswer } from "./answer-schema.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** What is registered at the bank. */
export interface NewOrder {
  /** Unique inside the bank login for ever, even if never paid; ≤ 36 characters. */
  orderNumber: string;
  /** Kopecks. */
  amount: bigint;
  /** true: hold now, capture by `deposit`. */
  twoStage: boolean;
  returnUrl: string;
  failUrl?: string;
  /** Shown to the payer; characters the gateway refuses are taken out. */
  description?: string;
  language: "ru" | "en";
  sessionTimeoutSecs: number;
  dynamicCallbackUrl?: string;
  orderBundle?: JsonObject;
  taxSystem?: number;
  jsonParams?: Readonly<Record<string, string>>;
  email?: string;
  phone?: string;
}

interface ReadOptions {
  /** Bound on the whole question, repeats included. */
  timeoutMs?: number;
}

export interface LastOrdersQuery {
  from: Date;
  to: Date;
  /** From 0. */
  page: number;
  /** At most 200. */
  size: number;
  /** By registration instead of payment date. */
  byCreatedDate?: boolean;
  states?: readonly ("CREATED" | "APPROVED" | "DEPOSITED" | "DECLINED" | "REVERSED" | "REFUNDED")[];
}

/**
 * The gateway with one login's credentials. Amounts are kopecks.
 * Every method throws `ProviderError`: `rejected` with the bank's errorCode as `code` (or "unreachable", "tls",
 * "http_403" …) when nothing happened; `unknown` when the bank may have acted. Writes are never repeated here.
 */
export interface BankClient {
  /** `register.do` / `registerPreAuth.do` (protocols: alfabank 3). `mdOrder` is the bank's order id. Code "1": number already used. */
  register(order: NewOrder): Promise<{ mdOrder: string; formUrl: string }>;
  /** `getOrderStatusExtended.do` (4.1); null when the bank does not know the order (code 6). Repeated twice if unclear. */
  status(key: { orderId: string } | { orderNumber: string }, options?: ReadOptions): Promise<OrderAnswer | null>;
  /** `deposit.do` (4.5): captures a hold, wholly or in part; the rest is released. Never 0, which the bank reads as "all". */
  deposit(order: { orderId: string; amount: bigint; items?: readonly JsonObject[] }): Promise<void>;
  /** `reverse.do` (4.6): releases a hold; works once. */
  reverse(order: { orderId: string }): Promise<void>;
  /** `refund.do` (4.7). The id makes a repeat harmless and the expected amount guards, where the installation knows them. */
  refund(order: {
    orderId: string;
    amount: bigint;
    externalRefundId: string;
    /** What the bank still holds captured now, before this refund. */
    expectedDepositedAmount: bigint;
    items?: readonly JsonObject[];
    additionalOfdParams?: JsonObject;
  }): Promise<void>;
  /** `decline.do` (4.8): ends an order nobody has paid. Needs both ids. */
  decline(order: { orderId: string; orderNumber: string }): Promise<void>;
  /** `getLastOrdersForMerchants.do` (4.9). */
  lastOrders(query: LastOrdersQuery, options?: ReadOptions): Promise<LastOrders>;
  /** `getReceiptStatus.do` (4.11): all receipts of an order. */
  receiptStatus(order: { orderId: string }, options?: ReadOptions): Promise<BankReceipt[]>;
  /** `closeOfdReceipt.do` (4.12): the settlement receipt after a prepayment. */
  closeReceipt(order: { mdOrder: string; amount: bigint; orderBundle: JsonObject; additionalOfdParams?: JsonObject }): Promise<void>;
  /** `addParams.do` (4.10). */
  addParams(order: { orderId: string; params: Readonly<Record<string, string>> }): Promise<void>;
}

export interface BankAccess {
  gateway: { baseUrl: string };
  login: string;
  password: string;
}
