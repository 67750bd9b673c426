import type { NewOrder } from "#lib/alfabank/client.ts";
import { gatewayFor } from "#lib/alfabank/gateways.ts";
import { env } from "#lib/env.ts";
import type { Attempt, Connection, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { orderBundle } from "#lib/receipts/order-bundle.ts";
import { readCart } from "#lib/receipts/stored-cart.ts";

/** The bank's page counts down this long from registration. */
export const SESSION_SECONDS = 30 * 60;

const resultUrl = (slug: string): string => `${env().publicUrl}/p/${slug}/result`;

/** The bank reaches us by https only; a gateway on this machine reaches us anyhow. */
function callbackUrl(sync: Sync): string | undefined {
  const { publicUrl } = env();
  const reachable = publicUrl.startsWith("https:") || gatewayFor(sync.environment, sync.login).baseUrl.startsWith("http:");
  return reachable ? `${publicUrl}/api/alfabank/callback/${sync.syncKey}` : undefined;
}

export interface BankOrderParts {
  payment: Pick<Payment, "slug" | "orderNumber">;
  sync: Sync;
  connection: Pick<Connection, "locale">;
  attempt: Pick<Attempt, "orderNumber" | "amount" | "twoStage" | "cart">;
  /** Name the address for this order's notifications, so that nobody has to set it in the bank's cabinet. */
  withCallback: boolean;
}

/** What is registered at the bank (protocols: alfabank 3.1). Amount in kopecks. */
export function bankOrder({ payment, sync, connection, attempt, withCallback }: BankOrderParts): NewOrder {
  const dynamicCallbackUrl = withCallback ? callbackUrl(sync) : undefined;
  const english = connection.locale === "en";
  const cart = readCart(attempt.cart);
  return {
    orderNumber: attempt.orderNumber,
    amount: attempt.amount,
    twoStage: attempt.twoStage,
    returnUrl: resultUrl(payment.slug),
    failUrl: resultUrl(payment.slug),
    description: english ? `Order ${payment.orderNumber}` : `Заказ ${payment.orderNumber}`,
    language: english ? "en" : "ru",
    sessionTimeoutSecs: SESSION_SECONDS,
    ...(dynamicCallbackUrl !== undefined && { dynamicCallbackUrl }),
    ...(cart && { orderBundle: orderBundle(cart), taxSystem: cart.taxSystem }),
  };
}
