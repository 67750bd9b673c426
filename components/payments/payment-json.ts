import type { Neighbours, PaymentDetail, PaymentListItem } from "#lib/payments/payment-view.ts";

/** What the JSON API tells about payments. Amounts are roubles as decimal text, moments are ISO text. */
export type PaymentItem = PaymentListItem;
export type PaymentJson = PaymentDetail;
export type AttemptJson = PaymentDetail["attempts"][number];
export type RefundJson = PaymentDetail["refunds"][number];
export type EventJson = PaymentDetail["events"][number];
export type DeliveryJson = PaymentDetail["deliveries"][number];

export type NeighboursJson = Neighbours;

export interface PaymentPage {
  items: PaymentItem[];
  nextCursor: string | null;
}
