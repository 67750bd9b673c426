import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { now } from "#lib/clock.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { bankOfOrder, isCurrentAccess } from "#lib/syncs/open-order.ts";
import { transaction } from "#lib/transaction.ts";
import { compareOrder } from "./compare-order-state.ts";
import { bankValues } from "./difference-values.ts";
import { findUnrecorded, recordUnrecorded } from "./find-unrecorded.ts";
import { countsHere, type ListPage, readListPage } from "./list-page.ts";
import { type OwnOrder, readOwnOrders } from "./own-orders.ts";
import type { Pace } from "./pace.ts";
import { type ClaimedRun, keepStep } from "./run-lease.ts";
import { periodOf } from "./run-period.ts";
import { leaveUnjudged } from "./run-scope.ts";
import { type Access, listKinds, type ListStep, type RunStep } from "./run-step-schema.ts";

/** Refusals that will not pass by themselves: no permission, an installation without this question. */
const lasting: ReadonlySet<string> = new Set(["5", "7", "http_403", "http_404", "http_405"]);

function nextStep(step: ListStep, { seen, isLast }: Pick<ListPage, "seen" | "isLast">): RunStep {
  if (!isLast) return { ...step, page: step.page + 1, seen };
  const list = listKinds[listKinds.indexOf(step.list) + 1];
  if (list !== undefined) return { ...step, list, page: 0, seen: 0 };
  if (step.at + 1 < step.accesses.length) return { ...step, at: step.at + 1, list: listKinds[0], page: 0, seen: 0 };
  return { phase: "collect" };
}

interface Sorted {
  own: { order: OrderAnswer; ours: OwnOrder }[];
  /** Made by nobody we know, or by another sync with the same login. */
  foreign: OrderAnswer[];
}

async function sortOrders(syncId: string, { environment, login }: Access, orders: readonly OrderAnswer[]): Promise<Sorted> {
  const numbers = orders.flatMap(({ orderNumber }) => orderNumber ?? []);
  const known = await readOwnOrders({ syncId, environment, bankLogin: login, orderNumber: { in: numbers } });
  const byNumber = new Map(known.map((ours) => [ours.hub.orderNumber, ours]));
  const sorted: Sorted = { own: [], foreign: [] };
  for (const order of orders) {
    const ours = byNumber.get(order.orderNumber ?? "");
    if (ours) sorted.own.push({ order, ours });
    else sorted.foreign.push(order);
  }
  return sorted;
}

/** What agrees is done with. What does not is asked about later: a list may be late, or leave amounts out. */
function itemOf(runId: string, { order, ours }: Sorted["own"][number]) {
  const { verdict } = compareOrder(order, ours.hub, now());
  const bank = verdict === "agreed" ? ("agreed" as const) : ("pending" as const);
  return { runId, attemptId: ours.attempt.id, paymentId: ours.payment.id, bank, seen: { ...bankValues(order) } };
}

async function takePage(run: ClaimedRun, step: ListStep, access: Access, page: ListPage): Promise<RunStep> {
  const { orders } = page;
  const period = periodOf(run);
  const { own, foreign } = await sortOrders(run.syncId, access, orders);
  const unrecorded = await findUnrecorded(run.syncId, access, foreign);
  const items = own.map((entry) => itemOf(run.id, entry));
  const counted = orders.filter((order) => countsHere(step.list, order, period)).length;
  const lost = new Set(unrecorded.map(({ order }) => order));
  const strangers = foreign.filter((order) => !lost.has(order) && countsHere(step.list, order, period)).length;
  const next = nextStep(step, page);
  await transaction(async (tx) => {
    await tx.reconciliationItem.createMany({
      data: step.list === "refunded" ? items.filter(({ bank }) => bank === "pending") : items,
      skipDuplicates: true,
    });
    for (const entry of unrecorded) await recordUnrecorded(tx, run, entry);
    await keepStep(tx, run, next, {
      bankOrders: { increment: counted },
      ownOrders: { increment: counted - strangers },
      foreignOrders: { increment: strangers },
    });
  });
  return next;
}

const nextAccess = (step: ListStep): RunStep => nextStep({ ...step, list: "refunded" }, { seen: 0, isLast: true });

/** Goes past lists that the bank refuses: our own orders are then asked about one by one. */
async function skipLists(run: ClaimedRun, step: ListStep, refusal: string): Promise<RunStep> {
  const next = nextAccess(step);
  run.listRefused ??= refusal;
  await transaction((tx) => keepStep(tx, run, next, { listRefused: run.listRefused }));
  return next;
}

/** Goes past a login of before that cannot be asked any more, or not now: the present one is judged without it. */
async function skipFormer(run: ClaimedRun, step: ListStep, access: Access): Promise<RunStep> {
  const next = nextAccess(step);
  await transaction(async (tx) => {
    await leaveUnjudged(tx, run, access);
    await keepStep(tx, run, next);
  });
  return next;
}

async function readLists(run: ClaimedRun, step: ListStep, access: Access, pace: Pace): Promise<RunStep> {
  const bank = await bankOfOrder(run.sync, { environment: access.environment, bankLogin: access.login });
  if (bank === null) return skipFormer(run, step, access);
  await pace.bank(access);
  return takePage(run, step, access, await readListPage(bank, step, periodOf(run)));
}

/** Reads one page of the bank's lists, compares it with what the hub has, and says how to go on. */
export async function listBankOrders(run: ClaimedRun, step: ListStep, pace: Pace): Promise<RunStep> {
  const access = step.accesses[step.at];
  if (access === undefined) return { phase: "collect" };
  try {
    return await readLists(run, step, access, pace);
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    if (!isCurrentAccess(run.sync, { environment: access.environment, bankLogin: access.login })) {
      log.warn({ error, runId: run.id }, "reconciliation: a former login could not be asked");
      return skipFormer(run, step, access);
    }
    if (error instanceof ProviderError && lasting.has(error.code)) return skipLists(run, step, error.code);
    throw error;
  }
}
