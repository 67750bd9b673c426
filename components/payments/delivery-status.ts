import type { DeliveryJson, PaymentJson } from "./payment-json.ts";
import type { LookName } from "./payment-look.ts";

/** RetailCRM's five codes by the names that screens have words for. */
const names: Readonly<Record<string, LookName>> = {
  pending: "pending",
  waitingForCapture: "waitingForCapture",
  succeeded: "succeeded",
  canceled: "canceled",
  refundSucceeded: "refunded",
};

/** What RetailCRM heard by this message, as the timeline remembers it; null when it has not arrived. */
export function toldStatus({ events }: Pick<PaymentJson, "events">, { version }: Pick<DeliveryJson, "version">): LookName | null {
  for (const { kind, detail } of events) {
    if (kind !== "delivered" || typeof detail !== "object" || detail === null || Array.isArray(detail)) continue;
    const { status } = detail;
    if (detail["version"] === version) return typeof status === "string" ? (names[status] ?? null) : null;
  }
  return null;
}
