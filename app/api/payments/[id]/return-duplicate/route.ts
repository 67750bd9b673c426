import { paymentActionRoute } from "#lib/payments/payment-action-route.ts";

export const POST = paymentActionRoute("return-duplicate");
