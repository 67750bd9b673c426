import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import type { StoredSource } from "#lib/retailcrm/callback-schemas.ts";
import { getOwnSync } from "#lib/syncs/get-own-sync.ts";
import { buildCart } from "./build-cart.ts";
import { readFiscal } from "./fiscal-schema.ts";
import { orderBundle } from "./order-bundle.ts";
import { readPastedOrder } from "./pasted-order.ts";
import type { PreviewInput } from "./preview-schema.ts";
import { cartView, type PreviewView } from "./receipt-view.ts";

interface Order {
  source: StoredSource;
  amount: bigint;
  orderNumber: string;
}

async function orderOf(syncId: string, { paymentId, text }: PreviewInput): Promise<Order> {
  if (paymentId) {
    const payment = await db.payment.findFirst({ where: { id: paymentId, syncId } });
    if (!payment) throw new AppError("not_found");
    return { source: payment.source as unknown as StoredSource, amount: payment.amount, orderNumber: payment.orderNumber };
  }
  if (text) return readPastedOrder(text);
  throw new AppError("invalid_input", { fields: { text: ["required"] } });
}

/** What the receipt of an order would be, with these settings and today's rates. Nothing is stored and nobody is asked. */
export async function previewReceipt(
  actor: Pick<UserActor, "userId">,
  syncId: string,
  input: PreviewInput,
  locale: string,
): Promise<PreviewView> {
  const { sync } = await getOwnSync(actor, syncId, "viewer");
  const order = await orderOf(sync.id, input);
  const { taxSystem } = sync;
  const settings = readFiscal({ ...readFiscal(sync.fiscal), ...input.fiscal });
  const made = buildCart({ ...order, taxSystem, settings, at: now() });
  if (made.ok) return { ok: true, receipt: cartView(made.cart), orderBundle: orderBundle(made.cart), taxSystem };
  return { ok: false, reason: made.reason, message: errorText(locale, made.reason, made.params) };
}
