import type { Operation } from "../core/merchant.ts";

export interface DeliveryAttempt {
  at: number;
  httpStatus: number | null;
  error: string | null;
  /** Real milliseconds the merchant took. */
  tookMs: number;
}

/** One notification and its fate. */
export interface Delivery {
  id: string;
  mdOrder: string;
  orderNumber: string;
  merchant: string;
  operation: Operation;
  status: "0" | "1";
  url: string;
  method: "GET" | "POST";
  /** In sending order, checksum included. */
  parameters: [name: string, value: string][];
  createdAt: number;
  /** Next try on the bank's clock; null = none planned. */
  dueAt: number | null;
  /** waiting: planned; held: kept back by the reorder knob; sending; delivered: got a 200; failed: gave up; lost: never sent. */
  state: "waiting" | "held" | "sending" | "delivered" | "failed" | "lost";
  attempts: DeliveryAttempt[];
  /** Failures in a row since the last fresh start of this delivery. */
  failures: number;
}
