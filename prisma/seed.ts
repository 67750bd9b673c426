/**
 * Demo data: one account, two shops and any number of payments in every state, spread over the last months. For looking
 * at full screens and for measuring lists; nothing of it can reach a bank or a CRM.
 */
import { keyColumns } from "#lib/connections/open-connection.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { newUuid, randomBase36, randomBase62 } from "#lib/ids.ts";
import type { EventKind } from "#lib/payments/event-kinds.ts";
import type { ActorName } from "#lib/payments/record-event.ts";
import { seal } from "#lib/secrets.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";

const BATCH = 1_000;
const SPREAD_DAYS = 120;
/** So long the longest story takes: the newest payment's is over as well. */
const STORY_MINUTES = 90;

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

type Payment = Prisma.PaymentCreateManyInput & { id: string; amount: bigint; createdAt: Date };

/** What its timeline tells: issued, opened, and whatever came of it, minutes apart. */
function eventsOf({ id: paymentId, amount, createdAt, status, refunded, cancelReason, orderNumber }: Payment): Prisma.PaymentEventCreateManyInput[] {
  const after = (minutes: number): Date => new Date(createdAt.getTime() + minutes * 60_000);
  const line = (minutes: number, kind: EventKind, actor: ActorName, detail: Prisma.InputJsonObject) => ({ paymentId, at: after(minutes), kind, actor, detail });
  const sum = { amount: amount.toString() };
  const issued = line(0, "created", "crm", { ...sum, orderNumber });
  const told = line(8, "delivered", "crm", { status: status ?? "pending", version: 1 });
  if (status === "pending") return [issued];
  if (status === "canceled") return [issued, line(4, "cancel_requested", "crm", {}), line(5, "canceled", "system", { reason: cancelReason ?? null }), told];
  const opened = [issued, line(5, "link_opened", "payer", { fresh: true })];
  if (status === "waitingForCapture") return [...opened, line(7, "held", "bank", sum), told];
  const paid = [...opened, line(7, "paid", "bank", sum), told];
  return refunded ? [...paid, line(STORY_MINUTES, "refund_seen", "bank", { amount: refunded.toString(), origin: "bank" })] : paid;
}

function paymentOf(turn: number, connectionId: string, syncId: string): Payment {
  const at = new Date(Date.now() - (STORY_MINUTES + ((turn * 7_919) % (SPREAD_DAYS * 1_440))) * 60_000);
  const amount = BigInt(50_000 + ((turn * 104_729) % 2_000_000));
  return {
    id: newUuid(),
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
    await db.paymentEvent.createMany({ data: data.flatMap(eventsOf) });
  }
}
