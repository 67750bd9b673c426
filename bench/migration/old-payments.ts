/**
 * Payments as the first release kept them, made by the database itself. That schema is frozen, and so is this: a new
 * migration is measured over it without a change here.
 */
export const oldPayments = (count: number): string => `
INSERT INTO "Connection" ("id", "systemUrl", "name", "moduleCode", "integrationCode", "clientId", "sealedApiKey", "apiKeyTail", "updatedAt")
VALUES ('00000000-0000-4000-8000-000000000001', 'https://big.retailcrm.ru', 'Большой магазин', 'alfabank', 'alfabank', gen_random_uuid(), 'sealed', '0000', now());

INSERT INTO "Sync" ("id", "connectionId", "name", "shopCode", "environment", "login", "sealedPassword", "syncKey", "confirmation", "taxSystem", "updatedAt")
SELECT ('00000000-0000-4000-9000-00000000000' || number)::uuid, '00000000-0000-4000-8000-000000000001', 'Магазин ' || number, 'shp-old00' || number,
  'production', 'r-big_' || number || '-api', 'sealed', repeat('k', 39) || number, 'auto', 0, now()
FROM generate_series(1, 4) AS number;

CREATE TEMP TABLE old AS
SELECT number, gen_random_uuid() AS payment, gen_random_uuid() AS attempt, gen_random_uuid() AS register, 1 + number % 4 AS shop,
  10000 + (number * 7919) % 5000000 AS amount, now() - make_interval(secs => number * 30) AS at,
  number % 10 < 7 AS paid, number % 20 = 0 AS returned
FROM generate_series(1::bigint, ${String(count)}) AS number;

INSERT INTO "Payment" ("id", "connectionId", "syncId", "invoiceUuid", "slug", "orderNumber", "orderId", "amount", "currency", "siteUrl", "source", "status",
  "captured", "refunded", "paidAt", "version", "createdAt", "updatedAt")
SELECT payment, '00000000-0000-4000-8000-000000000001', ('00000000-0000-4000-9000-00000000000' || shop)::uuid, gen_random_uuid(), lpad(number::text, 10, '0'),
  number || 'A', number, amount, 'RUB', 'https://big.example.ru',
  jsonb_build_object('customer', jsonb_build_object('name', 'Покупатель ' || number, 'phone', '+7916' || lpad(number::text, 7, '0')),
    'items', jsonb_build_array(jsonb_build_object('name', 'Товар с именем обычной длины, артикул ' || number % 5000, 'quantity', 1, 'price', amount, 'vat', 'vat20'),
      jsonb_build_object('name', 'Доставка курьером до двери', 'quantity', 1, 'price', 0, 'vat', 'none'))),
  (CASE WHEN returned AND paid THEN 'refundSucceeded' WHEN paid THEN 'succeeded' WHEN number % 3 = 0 THEN 'canceled' ELSE 'pending' END)::"PaymentStatus",
  CASE WHEN paid THEN amount ELSE 0 END, CASE WHEN paid AND returned THEN amount ELSE 0 END, CASE WHEN paid THEN at END, 2, at, at
FROM old;

INSERT INTO "Attempt" ("id", "paymentId", "syncId", "seq", "environment", "bankLogin", "orderNumber", "mdOrder", "formUrl", "twoStage", "amount", "state", "expiresAt",
  "bankStatus", "deposited", "refunded", "paidAt", "settledAt", "final", "createdAt", "registeredAt")
SELECT attempt, payment, ('00000000-0000-4000-9000-00000000000' || shop)::uuid, 1, 'production', 'r-big_' || shop || '-api', number || 'A-' || number, gen_random_uuid()::text,
  'https://pay.alfabank.ru/payment/merchants/big/payment_ru.html?mdOrder=' || gen_random_uuid(), false, amount, 'registered', at + interval '30 minutes',
  CASE WHEN paid AND returned THEN 4 WHEN paid THEN 2 ELSE 6 END, CASE WHEN paid AND NOT returned THEN amount ELSE 0 END,
  CASE WHEN paid AND returned THEN amount ELSE 0 END, CASE WHEN paid THEN at END, at, true, at, at
FROM old;

INSERT INTO "Operation" ("id", "paymentId", "attemptId", "kind", "businessKey", "amount", "state", "requestedBy", "createdAt", "sentAt", "finishedAt")
SELECT register, payment, attempt, 'register', '1', amount, 'succeeded', 'crm', at, at, at FROM old;

INSERT INTO "Refund" ("id", "paymentId", "attemptId", "amount", "status", "toldStatus", "origin", "createdAt", "finishedAt")
SELECT gen_random_uuid(), payment, attempt, amount, 'succeeded', 'succeeded', 'bank', at, at FROM old WHERE paid AND returned;

INSERT INTO "Notification" ("syncId", "attemptId", "receivedAt", "method", "mdOrder", "orderNumber", "operation", "status", "signature", "payload", "processedAt", "verdict")
SELECT ('00000000-0000-4000-9000-00000000000' || shop)::uuid, attempt, at, 'GET', gen_random_uuid()::text, number || 'A-' || number, 'deposited', '1', 'valid',
  jsonb_build_object('mdOrder', gen_random_uuid(), 'operation', 'deposited', 'status', 1), at, 'accepted'
FROM old WHERE paid;

INSERT INTO "PaymentEvent" ("paymentId", "at", "kind", "actor", "detail")
SELECT payment, at, kind, 'bank', jsonb_build_object('amount', amount) FROM old, unnest(ARRAY['created', 'opened', 'notification', 'paid']) AS kind;

INSERT INTO "Delivery" ("id", "paymentId", "version", "state", "tries", "deliveredAt", "createdAt")
SELECT gen_random_uuid(), payment, 1, 'delivered', 1, at, at FROM old;
`;
