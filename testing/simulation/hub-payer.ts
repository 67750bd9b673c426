/** What payers and the bank's notifications make the hub do. */
import { addSeconds } from "#lib/clock.ts";
import { judgeNotification } from "#lib/notifications/notification-state.ts";
import { isOpen, isPayable, regularCheck } from "#lib/payments/attempt-state.ts";
import { newOrder, type Reply } from "./bank.ts";
import { type AttemptRow, linkDecision, newAttempt, type OperationRow } from "./books.ts";
import { closeOperation, decline, planCheck, settle } from "./hub-money.ts";
import { ask, atBank, commit, commitWith, later, laterInHub, note, nowIn, type World } from "./world.ts";

/** The twin of the one in process-notification.ts. */
const isPlanned = ({ nextCheckAt, askedSeq, appliedSeq }: AttemptRow, until: Date): boolean =>
  nextCheckAt !== null && (nextCheckAt.getTime() === until.getTime() || (nextCheckAt < until && askedSeq === appliedSeq));

/** Looks into a stored notification, once. */
export function lookInto(world: World, id: number): void {
  const { books } = world;
  const row = books.notifications.get(id);
  const attempt = books.attempts.find(({ mdOrder }) => mdOrder !== null && mdOrder === row?.mdOrder);
  if (!row || !attempt || row.looked) return;
  const sameAskedLately = [...books.notifications.values()].some(
    (other) => other.mdOrder === row.mdOrder && other.operation === row.operation && other.askedAt !== null && world.at - other.askedAt.getTime() < 60_000,
  );
  const verdict = judgeNotification({ receivedAt: row.receivedAt, signature: "unchecked", hintAskedAt: attempt.hintAskedAt, sameAskedLately }, nowIn(world));
  const decided = commit(world, () => {
    row.looked = true;
    note(world, `notification ${String(id)} ${row.operation}: ${verdict.verdict}`);
    if (verdict.verdict === "postponed" && !isPlanned(attempt, verdict.until)) planCheck(world, attempt, verdict.until);
    if (!verdict.ask) return;
    attempt.hintAskedAt = row.askedAt = nowIn(world);
    planCheck(world, attempt, addSeconds(nowIn(world), 5));
  });
  if (decided && verdict.ask) settle(world, attempt);
}

/** A notification arrives; returns whether it was stored, and so acknowledged. What comes of it comes later. */
export function receive(world: World, id: number, mdOrder: string, operation: string): boolean {
  const { notifications } = world.books;
  const stored = commit(world, () => {
    if (!notifications.has(id)) notifications.set(id, { mdOrder, operation, receivedAt: nowIn(world), askedAt: null, looked: false });
  });
  if (stored) laterInHub(world, 0, () => { lookInto(world, id); });
  return stored;
}

export const receiveAbout = (world: World, mdOrder: string) => (id: number, operation: string): boolean => receive(world, id, mdOrder, operation);

interface Registered {
  mdOrder: string;
}

function planRegistration(world: World): { attempt: AttemptRow; operation: OperationRow } | null {
  const { books } = world;
  const at = nowIn(world);
  const inTheWay = (row: AttemptRow): boolean => row.mismatch !== null || (row.state === "planned" ? addSeconds(row.createdAt, 40) > at : isOpen(row, at));
  if (books.payment.cancelRequestedAt || books.payment.status !== "pending" || books.attempts.some(inTheWay)) return null;
  const attempt = newAttempt(books, world.script.twoStage, at);
  const operation: OperationRow = {
    id: `write-${String(books.operations.length + 1)}`, attemptId: attempt.id, kind: "register", state: "sent", amount: books.payment.amount,
    before: null, sentAt: at, createdAt: at, errorCode: null, finishedAt: null, requestedBy: "payer", freshFromSeq: null,
  };
  books.attempts.push(attempt);
  books.operations.push(operation);
  planCheck(world, attempt, addSeconds(at, 60));
  return { attempt, operation };
}

function registerAtBank(world: World, { orderNumber, twoStage }: AttemptRow): Reply<Registered> {
  const mdOrder = `md-${orderNumber}`;
  if (world.bank.has(mdOrder)) return { ok: false, code: "1" };
  const made = newOrder({ orderNumber, mdOrder, kopecks: world.script.kopecks, twoStage, at: world.at, lagMs: world.script.sessionLagMs });
  world.bank.set(mdOrder, made);
  note(world, `bank ${orderNumber} registered`);
  later(world, made.order.expiresAt - world.at, () => {
    if (made.order.status === 0) atBank(world, mdOrder, { kind: "expire" }, receiveAbout(world, mdOrder));
  });
  return { ok: true, value: { mdOrder } };
}

function showForm(world: World, { mdOrder, formUrl }: AttemptRow): void {
  world.books.payment.leaseUntil = null;
  world.books.payment.firstOpenedAt ??= nowIn(world);
  if (mdOrder === null || formUrl === null || world.forms.includes(mdOrder)) return;
  world.forms.push(mdOrder);
}

function register(world: World): void {
  const { life } = world;
  const made = commitWith(world, () => planRegistration(world));
  if (!made) {
    if (world.life === life) giveUp(world);
    return;
  }
  const { attempt, operation } = made;
  ask(world, `${operation.id} register`, () => registerAtBank(world, attempt), (reply) => {
    const recorded = commit(world, () => {
      if (reply?.ok) {
        closeOperation(world, operation, "succeeded", null);
        Object.assign(attempt, { state: "registered", mdOrder: reply.value.mdOrder, formUrl: "form", registeredAt: nowIn(world) });
        planCheck(world, attempt, regularCheck(attempt, world.script.holdHours, false, nowIn(world)));
      } else if (closeOperation(world, operation, reply ? "rejected" : "unknown", reply?.code ?? "timeout")) {
        Object.assign(attempt, { state: reply ? "rejected" : "unknown", final: reply !== undefined });
        planCheck(world, attempt, reply ? null : addSeconds(nowIn(world), 20));
      }
    });
    if (!recorded) return;
    if (world.books.payment.cancelRequestedAt) decline(world, attempt, "system");
    showForm(world, attempt);
  });
}

function giveUp(world: World): void {
  world.books.payment.leaseUntil = null;
}

function askAndDecide(world: World, attempt: AttemptRow): void {
  const decide = (): void => {
    if (isOpen(attempt, nowIn(world)) && attempt.formUrl) showForm(world, attempt);
    else if (linkDecision(world.books, nowIn(world)).kind === "notice") giveUp(world);
    else register(world);
  };
  settle(world, attempt, (asked) => {
    if (!asked) showForm(world, attempt);
    else if (attempt.state === "registered" && attempt.bankStatus === 0 && world.script.declinable) decline(world, attempt, "payer", decide);
    else decide();
  });
}

/** The hub renews a short one while it works; here it is as long as the slowest sequence of bank calls under it. */
const LEASE_SECONDS = 75;

export function openLink(world: World): void {
  const { books } = world;
  const at = nowIn(world);
  if (books.payment.leaseUntil && books.payment.leaseUntil > at) return;
  if (!commit(world, () => { books.payment.leaseUntil = addSeconds(at, LEASE_SECONDS); })) return;
  const decision = linkDecision(books, at);
  note(world, `link opened: ${decision.kind === "notice" ? decision.notice : decision.kind}`);
  const attempt = decision.kind === "ask" ? books.attempts.find(({ id }) => id === decision.attemptId) : books.attempts.findLast(isPayable);
  if (decision.kind === "register") register(world);
  else if (decision.kind === "notice" || !attempt) giveUp(world);
  else if (decision.kind === "form") showForm(world, attempt);
  else askAndDecide(world, attempt);
}
