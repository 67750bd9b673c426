/**
 * An order at the bank. Amounts are whole kopecks: the protocol limits them to 12 digits, far below 2^53,
 * and no fraction ever enters (cart products are computed in bigint).
 */
import type { CartItem } from "../cart/cart-shape.ts";

/** 0 registered, 1 held, 2 captured, 3 reversed, 4 refunded (part or all), 5 in 3-D Secure, 6 declined, 7 pending, 8 part captured. */
export type OrderStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export type PaymentState =
  | "CREATED"
  | "APPROVED"
  | "DEPOSITED"
  | "DECLINED"
  | "REVERSED"
  | "REFUNDED"
  | "PENDING"
  | "MULTIPLE_INTERMEDIATE_DEPOSITED";

export interface PaidCard {
  maskedPan: string;
  /** YYYYMM */
  expiration: string;
  holder: string;
  system: string;
  approvalCode: string;
  eci: string;
}

export interface Attempt {
  at: number;
  way: "CARD" | "SBP_C2B";
  maskedPan: string;
  actionCode: number;
  ok: boolean;
}

export interface Refund {
  at: number;
  amount: number;
  referenceNumber: string;
  approvalCode: string;
  externalRefundId: string | null;
  by: "api" | "cabinet";
}

export interface Receipt {
  uuid: string;
  kind: "sale" | "refund" | "close";
  /** 0 sent, 1 delivered, 2 error; refunds add 3 (4.11). */
  stage: 0 | 1 | 2;
  createdAt: number;
  readyAt: number;
  amount: number;
  items: CartItem[];
  original: string | null;
  document: number;
}

export interface Order {
  mdOrder: string;
  orderNumber: string;
  merchant: string;
  stages: 1 | 2;
  status: OrderStatus;
  paymentState: PaymentState;
  actionCode: number;
  amount: number;
  approved: number;
  deposited: number;
  refunded: number;
  createdAt: number;
  expiresAt: number;
  language: "ru" | "en";
  description: string;
  returnUrl: string;
  failUrl: string | null;
  dynamicCallbackUrl: string | null;
  features: string[];
  /** jsonParams and later addParams. */
  params: Record<string, string>;
  ip: string | null;
  clientId: string | null;
  email: string | null;
  phone: string | null;
  /** orderBundle exactly as registered, and its lines. */
  bundle: Record<string, unknown> | null;
  items: CartItem[];
  /** Captured lines not yet given back, null before anything was captured or given back by lines. */
  remaining: CartItem[] | null;
  /** Lines still only held, null before the first capture in parts. */
  uncaptured: CartItem[] | null;
  taxSystem: number | null;
  pageOpenedAt: number | null;
  formSubmittedAt: number | null;
  attempts: Attempt[];
  /** Card waiting at the issuer's page. */
  challenge: PaidCard | null;
  sbpUntil: number | null;
  card: PaidCard | null;
  way: "CARD" | "SBP_C2B" | null;
  rrn: string | null;
  authorizedAt: number | null;
  depositedAt: number | null;
  refundedAt: number | null;
  reversedAt: number | null;
  declinedAt: number | null;
  holdEndsAt: number | null;
  holdEnds: "release" | "capture";
  reversalTried: boolean;
  refunds: Refund[];
  receipts: Receipt[];
}
