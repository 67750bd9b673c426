/** Payments of a shop in bulk, with the bank's and RetailCRM's entries that fit them. */
import { db } from "#lib/db.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import { keyColumns } from "#lib/connections/open-connection.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";
import { seal } from "#lib/secrets.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { AMOUNT, type BankEntry, type Books } from "./planted-books.ts";

const shapes = ["paid", "partly", "refunded", "held", "expired", "expired", "canceled", "expired", "expired", "expired"] as const;

export type Shape = (typeof shapes)[number];

const LOGIN = "r-planted-api";

export interface Shop {
  connectionId: string;
  syncId: string;
}

export async function plantShop(systemUrl: string): Promise<Shop> {
  const [connectionId, syncId] = [newUuid(), newUuid()];
  await db.connection.create({
    data: { id: connectionId, systemUrl, name: "Большой магазин", moduleCode: "alfabank", integrationCode: "alfabank", ...keyColumns(connectionId, "planted-api-key") },
  });
  await db.sync.create({
    data: { id: syncId, connectionId, name: "Основной", shopCode: "shp-plant1", environment: "test", login: LOGIN, sealedPassword: seal("planted", passwordPlace(syncId)), syncKey: randomBase62(40), confirmation: "auto", taxSystem: 0 },
  });
  return { connectionId, syncId };
}

const bankOf: Record<Shape, Pick<BankEntry, "status" | "held" | "deposited" | "refunded">> = {
  paid: { status: 2, held: 0, deposited: AMOUNT, refunded: 0 },
  partly: { status: 4, held: 0, deposited: AMOUNT - 30_000, refunded: 30_000 },
  refunded: { status: 4, held: 0, deposited: 0, refunded: AMOUNT },
  held: { status: 1, held: AMOUNT, deposited: 0, refunded: 0 },
  expired: { status: 6, held: 0, deposited: 0, refunded: 0 },
  canceled: { status: 6, held: 0, deposited: 0, refunded: 0 },
};

const statusOf = { paid: "succeeded", partly: "succeeded", refunded: "refundSucceeded", held: "waitingForCapture", expired: "pending", canceled: "canceled" } as const;

export interface PlantedPayment {
  shape: Shape;
  number: string;
  paymentId: string;
  attemptId: string;
  invoiceUuid: string;
}

/** `count` payments over the days before, in agreement everywhere. */
export async function plantPayments({ connectionId, syncId }: Shop, books: Books, count: number, until: Date): Promise<PlantedPayment[]> {
  const planted: PlantedPayment[] = [];
  const payments: Prisma.PaymentCreateManyInput[] = [];
  const attempts: Prisma.AttemptCreateManyInput[] = [];
  const refunds: Prisma.RefundCreateManyInput[] = [];
  for (let index = 0; index < count; index++) {
    const shape = shapes[index % shapes.length] ?? "paid";
    const entry: BankEntry = { number: `${String(index)}-pLan7T`, mdOrder: newUuid(), amount: AMOUNT, at: until.getTime() - 3_600_000 - index * 6_000, ...bankOf[shape] };
    const made = { shape, number: entry.number, paymentId: newUuid(), attemptId: newUuid(), invoiceUuid: newUuid() };
    const createdAt = new Date(entry.at);
    const status = statusOf[shape];
    const captured = BigInt(entry.deposited + entry.refunded);
    const money = { held: BigInt(entry.held), refunded: BigInt(entry.refunded) };
    planted.push(made);
    books.bank.set(entry.number, entry);
    books.crm.set(made.invoiceUuid, { status, amount: AMOUNT, refunds: entry.refunded > 0 ? [entry.refunded] : [] });
    payments.push({
      id: made.paymentId, connectionId, syncId, invoiceUuid: made.invoiceUuid, slug: randomBase62(10), orderNumber: String(index), amount: BigInt(AMOUNT), currency: "RUB", source: {},
      status, captured, ...money, createdAt, paidAt: captured > 0n ? createdAt : null, cancelRequestedAt: shape === "canceled" ? createdAt : null,
    });
    attempts.push({
      id: made.attemptId, paymentId: made.paymentId, syncId, seq: 1, environment: "test", bankLogin: LOGIN, orderNumber: entry.number, mdOrder: entry.mdOrder, formUrl: null, twoStage: shape === "held", amount: BigInt(AMOUNT),
      state: "registered", expiresAt: createdAt, bankStatus: entry.status, deposited: BigInt(entry.deposited), ...money, createdAt, registeredAt: createdAt, final: shape !== "held", paidAt: captured > 0n ? createdAt : null, heldAt: entry.held > 0 ? createdAt : null,
    });
    if (entry.refunded > 0) refunds.push({ paymentId: made.paymentId, attemptId: made.attemptId, amount: BigInt(entry.refunded), status: "succeeded", toldStatus: "succeeded", origin: "crm", createdAt, finishedAt: createdAt });
  }
  await db.payment.createMany({ data: payments });
  await db.attempt.createMany({ data: attempts });
  await db.refund.createMany({ data: refunds });
  return planted;
}

/** The website's orders with the same login. */
export function plantForeign(books: Books, count: number, until: Date): void {
  for (let index = 0; index < count; index++) {
    const number = index % 2 === 0 ? `W-${String(index)}` : `${String(index)}-2`;
    books.bank.set(number, { number, mdOrder: newUuid(), amount: 5_000, at: until.getTime() - 3_700_000 - index * 6_000, status: 2, held: 0, deposited: 5_000, refunded: 0 });
  }
}
