import type { Prisma } from "#lib/generated/prisma/client.ts";

/** What RetailCRM's `create` asks for (protocols: retailcrm 4.1). */
export interface NewPayment {
  shopId: string;
  invoiceUuid: string;
  /** Kopecks. */
  amount: bigint;
  currency: string;
  orderNumber: string;
  orderId: bigint | null;
  siteUrl: string | null;
  returnUrl: string | null;
  /** Items and customer as sent, for the receipt. */
  source: Prisma.InputJsonObject;
}
