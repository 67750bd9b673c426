import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Attempt, Operation, Payment, Prisma, Refund } from "#lib/generated/prisma/client.ts";
import { openStates } from "#lib/payments/close-operation.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import type { HubOrder } from "./compare-order-state.ts";

const included = {
  payment: { include: { attempts: true } },
  refunds: true,
  operations: true,
} as const satisfies Prisma.AttemptInclude;

type Loaded = Attempt & { payment: Payment & { attempts: Attempt[] }; refunds: Refund[]; operations: Operation[] };

export interface OwnOrder {
  attempt: Attempt;
  payment: Payment;
  hub: HubOrder;
}

/** A write without an outcome for longer than this is no longer on its way: what it did is for the comparison to show. */
const WRITE_SECONDS = 3_600;

function isWriting({ operations, appliedSeq }: Loaded): boolean {
  const since = addSeconds(now(), -WRITE_SECONDS);
  return operations.some(({ state, createdAt, finishedAt, freshFromSeq }) => {
    const open = openStates.some((name) => name === state) && createdAt > since;
    return open || ((freshFromSeq ?? 0) > appliedSeq && finishedAt !== null && finishedAt > since);
  });
}

function lastMove({ operations, refunds }: Loaded): Date | null {
  const moments = [...operations.map(({ finishedAt }) => finishedAt), ...refunds.flatMap(({ createdAt, finishedAt }) => [createdAt, finishedAt])];
  return moments.reduce((latest, moment) => (moment !== null && (latest === null || moment > latest) ? moment : latest), null);
}

/** Said of one attempt of the payment only: the one whose money is the payment's, else the last. */
function areBooksStale({ id, payment }: Loaded): boolean {
  const { status, held, captured, refunded, primaryId } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
  const last = payment.attempts.reduce<Attempt | null>((found, attempt) => (found && found.seq > attempt.seq ? found : attempt), null);
  if (id !== (primaryId ?? last?.id)) return false;
  return payment.status !== status || payment.held !== held || payment.captured !== captured || payment.refunded !== refunded;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function hubOrder(loaded: Loaded): HubOrder {
  const { orderNumber, mdOrder, amount, state, bankStatus, held, deposited, refunded, createdAt, nextCheckAt } = loaded;
  const capture = loaded.operations.find(({ kind, state: outcome }) => kind === "deposit" && outcome !== "rejected");
  return {
    orderNumber,
    mdOrder,
    amount,
    state,
    bankStatus,
    held,
    deposited,
    refunded,
    createdAt,
    nextCheckAt,
    refundsRecorded: sum(loaded.refunds.filter(({ status }) => status === "succeeded").map((refund) => refund.amount)),
    captureAsked: capture?.amount ?? null,
    writing: isWriting(loaded),
    movedAt: lastMove(loaded),
    booksStale: areBooksStale(loaded),
  };
}

/** The hub's side of these orders, as it is now. */
export async function readOwnOrders(where: Prisma.AttemptWhereInput): Promise<OwnOrder[]> {
  const attempts = await db.attempt.findMany({ where, include: included });
  return attempts.map((loaded) => ({ attempt: loaded, payment: loaded.payment, hub: hubOrder(loaded) }));
}
