/**
 * Demo data: one account, two shops and any number of payments in every state, spread over the last months. For looking
 * at full screens and for measuring lists; nothing of it can reach a bank or a CRM.
 */
import { keyColumns } from "#lib/connections/open-connection.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { newUuid, randomBase36, randomBase62 } from "#lib/ids.ts";
import { seal } from "#lib/secrets.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";

const BATCH = 1_000;
const SPREAD_DAYS = 120;

type State = Pick<Prisma.PaymentCreateManyInput, "status" | "held" | "captured" | "refunded" | "paidAt" | "cancelRequestedAt" | "cancelReason">;

/** Every tenth payment of a kind that needs no money, the rest as shops see them. */
function stateOf(turn: number, amount: bigint, at: Date): State {
  const paid = { captured: amount, paidAt: new Date(at.getTime() + 420_000) };
  switch (turn % 10) {
    case 0:
      return { status: "pending" };
    case 1:
      return { status: "waitingForCapture", held: amount };
    case 2:
      return { status: "canceled", cancelRequestedAt: at, cancelReason: "Отменено менеджером" };
    case 3:
      return { status: "succeeded", ...paid, refunded: amount / 4n };
    case 4:
      return { status: "refundSucceeded", ...paid, refunded: amount };
    default:
      return { status: "succeeded", ...paid };
  }
}

function paymentOf(turn: number, connectionId: string, syncId: string): Prisma.PaymentCreateManyInput {
  const at = new Date(Date.now() - ((turn * 7_919) % (SPREAD_DAYS * 1_440)) * 60_000);
  const amount = BigInt(50_000 + ((turn * 104_729) % 2_000_000));
  return {
    connectionId,
    syncId,
    invoiceUuid: newUuid(),
    slug: randomBase62(10),
    orderNumber: `${String(1_000 + turn)}A`,
    orderId: BigInt(turn + 1),
    amount,
    currency: "RUB",
    source: { items: [], customer: null },
    createdAt: at,
    ...stateOf(turn, amount, at),
  };
}

async function shop(connectionId: string, name: string, confirmation: "auto" | "manual"): Promise<string> {
  const id = newUuid();
  await db.sync.create({
    data: {
      id,
      connectionId,
      name,
      shopCode: `shp-${randomBase36(6)}`,
      environment: "sandbox",
      login: "demo-api",
      sealedPassword: seal(randomBase62(12), passwordPlace(id)),
      syncKey: randomBase62(40),
      confirmation,
      taxSystem: 0,
      enabled: false,
    },
  });
  return id;
}

/**
 * Fills one user's demo account; repeating it adds payments to the same account.
 * @throws AppError not_found when there is no such user
 */
export async function seedDemo(email: string, payments: number): Promise<void> {
  const user = await db.user.findUnique({ where: { email: email.toLowerCase() } });
  if (!user) throw new AppError("not_found");
  const id = newUuid();
  const systemUrl = `https://demo-${user.id}.retailcrm.ru`;
  const connection = await db.connection.upsert({
    where: { systemUrl_moduleCode: { systemUrl, moduleCode: "alfabank-demo" } },
    update: {},
    create: {
      id,
      systemUrl,
      publicUrl: "https://demo.retailcrm.ru",
      name: "Демонстрация",
      moduleCode: "alfabank-demo",
      integrationCode: "alfabank",
      active: false,
      ...keyColumns(id, randomBase62(32)),
      memberships: { create: { userId: user.id, role: "owner" } },
    },
    include: { syncs: true },
  });
  const known = connection.syncs.map((sync) => sync.id);
  const syncs = known.length > 0 ? known : [await shop(connection.id, "Интернет-магазин", "auto"), await shop(connection.id, "Шоурум", "manual")];
  for (let done = 0; done < payments; done += BATCH) {
    const size = Math.min(BATCH, payments - done);
    const data = Array.from({ length: size }, (_, index) => paymentOf(done + index, connection.id, syncs[(done + index) % syncs.length] ?? ""));
    await db.payment.createMany({ data });
  }
}
