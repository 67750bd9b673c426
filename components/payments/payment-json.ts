/** What the JSON API tells about payments. Amounts are roubles as decimal text, moments are ISO text. */

export type PaymentStatusCode = "pending" | "waitingForCapture" | "succeeded" | "canceled" | "refundSucceeded";

export interface PaymentItem {
  id: string;
  invoiceUuid: string;
  orderNumber: string;
  amount: string;
  currency: string;
  status: PaymentStatusCode;
  heldAmount: string;
  capturedAmount: string;
  refundedAmount: string;
  refundPending: boolean;
  checking: boolean;
  shortUrl: string;
  syncId: string;
  syncName: string;
  environment: "sandbox" | "test" | "production";
  connectionId: string;
  connectionName: string;
  createdAt: string;
  paidAt: string | null;
  openedAt: string | null;
  openCount: number;
}

export interface PaymentPage {
  items: PaymentItem[];
  nextCursor: string | null;
}

export interface AttemptJson {
  id: string;
  seq: number;
  orderNumber: string;
  mdOrder: string | null;
  state: "planned" | "registered" | "rejected" | "unknown";
  bankStatus: number | null;
  amount: string;
  held: string;
  deposited: string;
  refunded: string;
  actionCode: number | null;
  reason: { text: string; advice: string | null } | null;
  twoStage: boolean;
  expiresAt: string;
  createdAt: string;
  settledAt: string | null;
  paymentWay: string | null;
  mismatch: string | null;
}

export interface RefundJson {
  id: string;
  amount: string;
  status: "pending" | "succeeded" | "canceled";
  origin: "crm" | "hub" | "bank";
  comment: string | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface EventJson {
  id: string;
  at: string;
  kind: string;
  actor: string;
  detail: Record<string, unknown>;
}

export interface DeliveryJson {
  id: string;
  version: number;
  state: "pending" | "delivered" | "superseded" | "held" | "failed";
  tries: number;
  nextTryAt: string | null;
  lastTryAt: string | null;
  lastError: string | null;
  deliveredAt: string | null;
  createdAt: string;
}

export interface PaymentJson extends PaymentItem {
  orderId: string | null;
  siteUrl: string | null;
  returnUrl: string | null;
  holdExpiresAt: string | null;
  cancelRequestedAt: string | null;
  cancelReason: string | null;
  can: { approve: boolean; cancel: boolean; refund: boolean; sync: boolean };
  approvable: string | null;
  refundable: string | null;
  crmOrderUrl: string | null;
  attempts: AttemptJson[];
  refunds: RefundJson[];
  events: EventJson[];
  deliveries: DeliveryJson[];
}
