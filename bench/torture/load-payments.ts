import { db } from "#lib/db.ts";

export const loadPayments = () =>
  db.payment.findMany({
    include: { attempts: { orderBy: { seq: "asc" } }, refunds: true, operations: true },
    orderBy: { createdAt: "asc" },
  });

export type LoadedPayment = Awaited<ReturnType<typeof loadPayments>>[number];
