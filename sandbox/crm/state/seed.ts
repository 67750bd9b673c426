/** A fresh account: one key with every permission the hub asks for, two stores, references and a few orders. */
import { seedOrders } from "./seed-orders.ts";
import { switchDefaults } from "./switches.ts";
import type { CrmState } from "./crm-state.ts";
import type { InvoiceStatus, PaymentStatus, PaymentType } from "./invoice-types.ts";

/** The key that is always there on a fresh state; worth nothing outside the simulator. */
export const sandboxAccount = { apiKey: "SandboxCrmKey0000000000000000042" };

export const moduleScopes = [
  "integration_read",
  "integration_write",
  "payments_read",
  "payments_write",
  "reference_read",
];

export const defaultStatusMap: Record<InvoiceStatus, string> = {
  pending: "invoice-sent",
  waitingForCapture: "payment-hold",
  succeeded: "paid",
  canceled: "not-paid",
  refundSucceeded: "returned",
};

const paymentStatuses: PaymentStatus[] = [
  { code: "not-paid", name: "Не оплачен", nameEn: "Not paid", paymentComplete: false },
  { code: "invoice-sent", name: "Выставлен счёт", nameEn: "Invoice sent", paymentComplete: false },
  { code: "payment-hold", name: "Средства удержаны", nameEn: "On hold", paymentComplete: false },
  { code: "paid", name: "Оплачен", nameEn: "Paid", paymentComplete: true },
  { code: "returned", name: "Возврат", nameEn: "Refunded", paymentComplete: false },
];

const cash: PaymentType = {
  code: "cash",
  name: "Наличные курьеру",
  active: true,
  sites: ["main-store", "outlet"],
  deliveryTypes: ["courier", "self-delivery"],
  integration: null,
  statusMap: defaultStatusMap,
};

export function seedState(now: Date): CrmState {
  const createdAt = now.toISOString();
  return {
    version: 1,
    settings: { timezone: "Europe/Moscow", language: "ru", currency: "RUB", updatedAt: createdAt },
    switches: { ...switchDefaults },
    verdict: { mode: "normal", text: "" },
    keys: [
      {
        id: "key-1",
        apiKey: sandboxAccount.apiKey,
        label: "Ключ для модуля оплаты",
        scopes: [...moduleScopes, "order_read"],
        sites: "all",
        legacyCredentialsOnly: false,
        simpleConnection: false,
        active: true,
        createdAt,
      },
    ],
    modules: [],
    sites: [
      { id: 1, code: "main-store", name: "Основной магазин", url: null },
      { id: 2, code: "outlet", name: "Аутлет", url: null },
    ],
    paymentTypes: [structuredClone(cash)],
    paymentStatuses: structuredClone(paymentStatuses),
    orders: seedOrders(createdAt),
    payments: [],
    invoices: [],
    faults: [],
    log: [],
    nextId: 100,
  };
}
