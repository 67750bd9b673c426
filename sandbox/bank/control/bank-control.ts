/** The simulator's remote control, for tests and for whoever rehearses a failure. Also served as JSON under `/control/`. */
import type { Delivery } from "../callbacks/delivery.ts";
import type { Merchant, MerchantInput, MerchantPatch, Operation } from "../core/merchant.ts";
import type { Order, OrderStatus, Refund } from "../core/order.ts";
import type { RequestEntry, RequestFilter } from "../core/request-log.ts";
import type { Fault, FaultInput } from "../faults/fault.ts";
import type { PayOutcome } from "../orders/pay-order.ts";

export interface OrderFilter {
  merchant?: string | undefined;
  orderNumber?: string | undefined;
  status?: OrderStatus | undefined;
}

export interface PayOptions {
  /** Default 4111 1111 1111 1111. */
  pan?: string | undefined;
  /** Default 123; 999 is refused with 71015. */
  cvc?: string | undefined;
  /** YYYYMM, default 203412. */
  expiry?: string | undefined;
  /** What the issuer says when the card asks for 3-D Secure; `leave` stays in it (orderStatus 5). Default success. */
  result?: "success" | "fail" | "leave" | undefined;
  way?: "card" | "sbp" | undefined;
  /** Refuse the card with this action code. */
  actionCode?: number | undefined;
}

export type PaidAsPayer = PayOutcome & {
  orderStatus: OrderStatus;
  /** Where the payer's browser goes now; null while the form stays open. */
  redirect: string | null;
};

export type PageView =
  | { kind: "form"; remainingSecs: number }
  | { kind: "challenge" }
  | { kind: "pending" }
  | { kind: "error"; error: "session_expired" | "order_already_processed" };

/** Every method may reject with an Error whose text says what was wrong; nothing is changed then. Amounts in kopecks. */
export interface BankControl {
  merchants: () => Promise<Merchant[]>;
  merchant: (login: string) => Promise<Merchant>;
  /** Adds a merchant, or replaces the one of this login; everything not given has its default. */
  addMerchant: (input: MerchantInput) => Promise<Merchant>;
  /** Changes any part; knob groups are merged key by key. */
  editMerchant: (login: string, patch: MerchantPatch) => Promise<Merchant>;
  removeMerchant: (login: string) => Promise<void>;
  /** New open token or callback key, as the cabinet's button does. */
  regenerate: (login: string, what: "token" | "callbackKey") => Promise<Merchant>;

  orders: (filter?: OrderFilter) => Promise<Order[]>;
  order: (mdOrder: string) => Promise<Order>;
  /** What a payer opening the form sees. */
  openPage: (mdOrder: string) => Promise<PageView>;
  payAsPayer: (mdOrder: string, options?: PayOptions) => Promise<PaidAsPayer>;
  /** Ends the session now, as if its time were over. */
  expire: (mdOrder: string) => Promise<Order>;
  /** By hand in the cabinet; no amount = all that is possible. Permissions do not matter here. */
  deposit: (mdOrder: string, amount?: number) => Promise<Order>;
  refund: (mdOrder: string, amount?: number) => Promise<Refund>;
  reverse: (mdOrder: string) => Promise<Order>;

  addFault: (fault: FaultInput) => Promise<Fault>;
  faults: () => Promise<Fault[]>;
  /** Ends one before it is used up; one that is over already is none. */
  removeFault: (id: string) => Promise<void>;
  /** Of one method, or all. */
  clearFaults: (method?: string) => Promise<void>;

  callbacks: (filter?: { mdOrder?: string | undefined; merchant?: string | undefined }) => Promise<Delivery[]>;
  /** Sends a notification again, with the same parameters. */
  resendCallback: (id: string) => Promise<Delivery>;
  /** Sends a notification of one's own making for an order, signed as the merchant's settings say. */
  sendCallback: (mdOrder: string, operation: Operation, ok: boolean) => Promise<void>;
  /** Lets go what the reorder knob keeps back. */
  releaseCallbacks: (login: string) => Promise<void>;
  /** Resolves when no notification is on its way and none is due. */
  settle: () => Promise<void>;
  /** Public half of the bank's signature key, PEM (SPKI). */
  publicKey: () => Promise<string>;

  /** The bank's clock, epoch ms. */
  now: () => Promise<number>;
  advance: (ms: number) => Promise<number>;
  setTime: (at: number | string) => Promise<number>;

  /** Calls of the gateway since the start, oldest first. */
  requests: (filter?: RequestFilter) => Promise<RequestEntry[]>;
  clearRequests: () => Promise<void>;
  /** Back to a fresh bank with its first merchants. */
  reset: () => Promise<void>;
}
