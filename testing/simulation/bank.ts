/**
 * The bank of a simulated run: the simulator's own moves and answers, without its server, its clock and its chance.
 * Its answers go through the hub's own reader.
 */
import { orderAnswer, type OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { merchantSchema } from "#sandbox/bank/core/merchant.ts";
import type { Order } from "#sandbox/bank/core/order.ts";
import { statusView } from "#sandbox/bank/gateway/status.ts";
import * as move from "#sandbox/bank/orders/order-moves.ts";

export type Reply<T> = { ok: true; value: T } | { ok: false; code: string };

export interface SimulatedOrder {
  order: Order;
  /** Writes of the hub that took effect, by operation. */
  effects: Map<string, number>;
  /** Somebody moved money here without the hub. */
  touched: boolean;
  answer: OrderAnswer | null;
  /** Counts the changes, so that an answer can be told from an older one. */
  revision: number;
  appliedRevision: number;
}

const SESSION_MS = 30 * 60_000;
const merchant = merchantSchema.parse({ login: "simulated-api", password: "simulated" });

const blank = {
  merchant: "simulated-api", actionCode: -100, approved: 0, deposited: 0, refunded: 0, language: "ru", description: "", returnUrl: "/",
  failUrl: null, dynamicCallbackUrl: null, features: [], params: {}, ip: null, clientId: null, email: null, phone: null, bundle: null,
  items: [], remaining: null, uncaptured: null, taxSystem: null, pageOpenedAt: null, formSubmittedAt: null, attempts: [], challenge: null,
  sbpUntil: null, card: null, way: null, rrn: null, authorizedAt: null, depositedAt: null, refundedAt: null, reversedAt: null,
  declinedAt: null, holdEndsAt: null, holdEnds: "release", reversalTried: false, receipts: [],
} as const;

export interface NewBankOrder {
  orderNumber: string;
  mdOrder: string;
  kopecks: number;
  twoStage: boolean;
  at: number;
  lagMs: number;
}

export function newOrder({ orderNumber, mdOrder, kopecks, twoStage, at, lagMs }: NewBankOrder): SimulatedOrder {
  const order: Order = {
    ...blank,
    features: [], params: {}, items: [], attempts: [], receipts: [], refunds: [],
    mdOrder,
    orderNumber,
    stages: twoStage ? 2 : 1,
    status: 0,
    paymentState: "CREATED",
    amount: kopecks,
    createdAt: at,
    expiresAt: at + SESSION_MS + lagMs,
  };
  return { order, effects: new Map(), touched: false, answer: null, revision: 0, appliedRevision: 0 };
}

/** What getOrderStatusExtended says now; read once per change. */
export const answerOf = (known: SimulatedOrder): OrderAnswer => (known.answer ??= orderAnswer.parse(statusView(known.order, merchant, "ru")));

function changed(known: SimulatedOrder): void {
  known.answer = null;
  known.revision++;
}

const refused = { ok: false, code: "7" } as const;
const done = { ok: true, value: undefined } as const;

export interface Write {
  operationId: string;
  kind: "deposit" | "reverse" | "refund" | "decline";
  kopecks: number;
  /** Of a refund: what the hub believes to be captured. */
  expected: number;
}

function carryOut({ order }: SimulatedOrder, { kind, kopecks, expected, operationId }: Write, at: number, declinable: boolean): boolean {
  switch (kind) {
    case "deposit":
      if (order.status !== 1 || kopecks > order.approved) return false;
      move.capture(order, kopecks, at);
      return true;
    case "reverse":
      if (order.status !== 1 || order.reversalTried) return false;
      move.reverseAll(order, false, at);
      return true;
    case "refund":
      if ((order.status !== 2 && order.status !== 4) || kopecks > order.deposited || expected !== order.deposited) return false;
      move.giveBack(order, { at, amount: kopecks, referenceNumber: "", approvalCode: "", externalRefundId: operationId, by: "api" });
      return true;
    case "decline":
      if (!declinable || (order.status !== 0 && order.status !== 5)) return false;
      move.decline(order, 4005, at);
      return true;
  }
}

/** A write of the hub, as the gateway carries it out or refuses it. */
export function write(known: SimulatedOrder, wish: Write, at: number, declinable: boolean): Reply<undefined> {
  if (!carryOut(known, wish, at, declinable)) return refused;
  known.effects.set(wish.operationId, (known.effects.get(wish.operationId) ?? 0) + 1);
  changed(known);
  return done;
}

export type BankDeed = { kind: "pay" | "authenticate" | "failCard" | "expire" | "cabinetReverse" } | { kind: "cabinetRefund" | "cabinetCapture"; kopecks: number | null };

function pay(order: Order, at: number): string | null {
  if (order.status !== 0 && order.status !== 5) return null;
  if (order.expiresAt <= at) return null;
  if (order.stages === 2) move.hold(order, merchant, at);
  else move.pay(order, at);
  return order.stages === 2 ? "approved" : "deposited";
}

function moveByHand(order: Order, deed: BankDeed, at: number): string | null {
  switch (deed.kind) {
    case "pay":
      return pay(order, at);
    case "authenticate":
      if (order.status === 0 && order.expiresAt > at) order.status = 5;
      return null;
    case "failCard":
      if (order.status !== 0 || order.expiresAt <= at) return null;
      order.actionCode = 71015;
      return "declinedCardpresent";
    case "expire":
      if (!move.isAlive(order)) return null;
      move.decline(order, -2007, at);
      return "declinedByTimeout";
    case "cabinetReverse":
      if (order.status !== 1 && order.status !== 2) return null;
      move.reverseAll(order, false, at);
      return "reversed";
    case "cabinetCapture": {
      if (order.status !== 1) return null;
      move.capture(order, Math.min(deed.kopecks ?? order.approved, order.approved), at);
      return "deposited";
    }
    case "cabinetRefund": {
      const amount = Math.min(deed.kopecks ?? order.deposited, order.deposited);
      if (amount === 0 || order.status === 1) return null;
      move.giveBack(order, { at, amount, referenceNumber: "", approvalCode: "", externalRefundId: null, by: "cabinet" });
      return "refunded";
    }
  }
}

/** Something that payer, clerk or clock do at the bank, if it is possible there now. Returns the operation to notify of. */
export function doAtBank(known: SimulatedOrder, deed: BankDeed, at: number): string | null {
  const operation = moveByHand(known.order, deed, at);
  changed(known);
  if (deed.kind.startsWith("cabinet") && operation !== null) known.touched = true;
  return operation;
}
