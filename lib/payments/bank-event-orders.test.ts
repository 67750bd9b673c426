import { describe, expect, it } from "vitest";
import { answerJson, type BankState, hearings, histories, type History, permutations, SUM } from "#testing/bank-histories.ts";
import { orderAnswer, type OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { type AnswerContext, decideAnswer, type KnownAttempt } from "./answer-state.ts";
import { decidePayment, type PaymentState } from "./payment-state.ts";

const at = new Date("2026-11-25T10:00:00Z");

const fresh: KnownAttempt = {
  ...{ orderNumber: "1042A-x", mdOrder: "m", amount: BigInt(SUM), seq: 1, state: "registered", bankStatus: null, actionCode: null },
  ...{ held: 0n, deposited: 0n, refunded: 0n, final: false, mismatch: null, heldAt: null, paidAt: null },
  ...{ createdAt: at, expiresAt: new Date("2026-11-25T10:30:00Z"), settledAt: null, hintAskedAt: null },
};

interface Known {
  attempt: KnownAttempt;
  /** Refunds written down, kopecks. */
  refunds: bigint;
}

function hear({ attempt, refunds }: Known, answer: OrderAnswer): Known {
  const context: AnswerContext = { attempt, open: [], ended: [], own: { refunded: refunds, captured: null }, holdHours: 168, promised: null, at };
  const decision = decideAnswer(context, answer);
  if (decision.kind !== "facts") throw new Error(`the bank's own state was not taken over: ${decision.kind}`);
  return { attempt: { ...attempt, ...decision.patch, mdOrder: "m" }, refunds: refunds + decision.foreignRefund };
}

/** Questions are numbered when they are asked; an answer to an older one than the last applied is dropped, as in apply-answer. */
function hearAll(asked: readonly number[], arrival: readonly number[], answers: readonly OrderAnswer[]): Known {
  let known: Known = { attempt: fresh, refunds: 0n };
  let applied = -1;
  for (const question of arrival) {
    const answer = answers[asked[question] ?? 0];
    if (question < applied || !answer) continue;
    applied = question;
    known = hear(known, answer);
  }
  return known;
}

/** What must be said of the payment when the bank's order is in this state. */
function expected({ orderStatus, approved, deposited, refunded }: BankState): Partial<PaymentState> {
  if (deposited > 0) return { status: "succeeded", captured: BigInt(deposited + refunded), refunded: BigInt(refunded), held: 0n };
  if (refunded > 0) return { status: "refundSucceeded", captured: BigInt(refunded), refunded: BigInt(refunded), held: 0n };
  if (orderStatus === 1) return { status: "waitingForCapture", held: BigInt(approved), captured: 0n, refunded: 0n };
  return { status: "pending", held: 0n, captured: 0n, refunded: 0n };
}

function check({ states, name }: History, known: Known, how: string): void {
  const { attempt, refunds } = known;
  const last = states.at(-1);
  const state = decidePayment([{ ...attempt, id: "a", chosen: false }], false);
  const found = `${name}, heard ${how}: ${state.status} ${String(state.captured)}/${String(state.refunded)}, refunds ${String(refunds)}`;
  // Whether there was money before the reversal is known only to those who have asked in time; none is left either way.
  const right =
    last?.orderStatus === 3
      ? state.captured === state.refunded && state.held === 0n && state.status === (state.captured > 0n ? "refundSucceeded" : "canceled")
      : last !== undefined && Object.entries(expected(last)).every(([key, value]) => state[key as keyof PaymentState] === value);
  if (!right || refunds !== state.refunded) throw new Error(found);
}

/** All orders of one history; returns how many. */
function tryAll(history: History, questions: number): number {
  const answers = history.states.map((state) => orderAnswer.parse(answerJson(state)));
  let tried = 0;
  for (const asked of hearings(history.steps.length, questions)) {
    for (const arrival of permutations([...asked.keys()])) {
      check(history, hearAll(asked, arrival, answers), `at ${asked.join()} answered ${arrival.join()}`);
      tried += 1;
    }
  }
  return tried;
}

describe("R6: notifications in every order, with questions of our own in between and answers in every order", () => {
  it.each([
    ["one-stage", false],
    ["two-stage", true],
  ])("%s: every history of up to five events of the bank ends in the bank's state", (_, twoStage) => {
    const all = histories(twoStage, 5);
    const tried = all.reduce((sum, history) => sum + tryAll(history, history.steps.length < 5 ? 1 : 0), 0);
    expect(all.length).toBeGreaterThan(50);
    expect(tried).toBeGreaterThan(100_000);
  });

  it("the check itself notices a hub that misses the last answer", () => {
    const [history] = histories(false, 2).filter(({ name }) => name === `deposited → refunded ${String(SUM)}`);
    if (!history) throw new Error("no such history");
    const answers = history.states.map((state) => orderAnswer.parse(answerJson(state)));
    expect(() => { check(history, answers.slice(0, -1).reduce(hear, { attempt: fresh, refunds: 0n }), "one missed"); }).toThrow("succeeded");
  });
});
