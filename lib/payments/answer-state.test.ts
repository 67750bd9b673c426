import { describe, expect, it } from "vitest";
import { orderAnswer, type OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { type AnswerContext, decideAnswer, type KnownAttempt, type OpenWrite } from "./answer-state.ts";

const at = new Date("2026-06-10T12:00:00Z");
const ago = (seconds: number): Date => new Date(at.getTime() - seconds * 1_000);
const inSeconds = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);
const soon = inSeconds(20);

const attempt = (given: Partial<KnownAttempt> = {}): KnownAttempt => ({
  orderNumber: "1001", mdOrder: "md", amount: 100_000n, seq: 1, state: "registered", bankStatus: 0, actionCode: null, final: false, mismatch: null,
  held: 0n, deposited: 0n, refunded: 0n, heldAt: null, paidAt: null, createdAt: ago(600), expiresAt: ago(-1_200), settledAt: ago(60), hintAskedAt: null, ...given,
});

const write = (given: Partial<OpenWrite>): OpenWrite => ({
  id: "w", kind: "refund", state: "unknown", amount: 30_000n, before: { held: 0n, deposited: 100_000n, refunded: 0n }, sentAt: ago(120), createdAt: ago(120), ...given,
});

const context = (given: Partial<AnswerContext> = {}): AnswerContext => ({
  attempt: attempt(), open: [], ended: [], own: { refunded: 0n, captured: null }, holdHours: 120, at, promised: null, ...given,
});

const answer = (orderStatus: number, approvedAmount: number, depositedAmount: number, refundedAmount: number): OrderAnswer =>
  orderAnswer.parse({ orderNumber: "1001", orderStatus, actionCode: 0, amount: 100_000, currency: "643", paymentAmountInfo: { approvedAmount, depositedAmount, refundedAmount } });

const paid = attempt({ bankStatus: 2, deposited: 100_000n, final: true });

describe("what an answer of the bank means", () => {
  it("money is taken over, and a finished order is not asked about again", () => {
    expect(decideAnswer(context(), answer(2, 100_000, 100_000, 0))).toMatchObject({ kind: "facts", patch: { deposited: 100_000n, final: true }, foreignRefund: 0n, nextCheckAt: null });
  });

  it("an answer that contradicts the registration changes nothing", () => {
    expect(decideAnswer(context({ attempt: attempt({ amount: 99_999n }) }), answer(2, 100_000, 100_000, 0))).toMatchObject({ kind: "mismatch", mismatch: "amount" });
  });

  it("money that went back is ours if a write of ours explains it, and somebody else's if not", () => {
    const seen = answer(4, 100_000, 70_000, 30_000);
    expect(decideAnswer(context({ attempt: paid, open: [write({})] }), seen)).toMatchObject({ closings: [{ operationId: "w", outcome: "succeeded" }], foreignRefund: 0n });
    expect(decideAnswer(context({ attempt: paid }), seen)).toMatchObject({ closings: [], foreignRefund: 30_000n });
    expect(decideAnswer(context({ attempt: paid, own: { refunded: 30_000n, captured: null } }), seen)).toMatchObject({ foreignRefund: 0n });
  });

  it("whose doing it is stays open while our refund waits for its answer, and that answer is asked about soon", () => {
    const open = [write({ state: "sent", sentAt: ago(5) })];
    expect(decideAnswer(context({ attempt: paid, open }), answer(4, 100_000, 70_000, 30_000))).toMatchObject({ closings: [], foreignRefund: 0n, nextCheckAt: soon });
  });

  it("a write without effect is undone only after a quiet time", () => {
    expect(decideAnswer(context({ attempt: paid, open: [write({ sentAt: ago(30) })] }), answer(2, 100_000, 100_000, 0))).toMatchObject({ closings: [], nextCheckAt: soon });
    expect(decideAnswer(context({ attempt: paid, open: [write({})] }), answer(2, 100_000, 100_000, 0))).toMatchObject({ closings: [], nextCheckAt: soon });
    const undone = decideAnswer(context({ attempt: paid, open: [write({ sentAt: ago(150) })] }), answer(2, 100_000, 100_000, 0));
    expect(undone).toMatchObject({ closings: [{ outcome: "undone" }], nextCheckAt: inSeconds(60) });
  });

  it.each([
    ["less given back", attempt({ bankStatus: 4, deposited: 70_000n, refunded: 30_000n, final: true })],
    ["less taken", attempt({ bankStatus: 2, deposited: 100_000n, final: true })],
  ])("an answer that knows of %s than we do is an older one: the bank is asked again, and believed when it still says so after the longest lag", (_, known) => {
    const older = known.refunded > 0n ? answer(2, 100_000, 100_000, 0) : answer(1, 100_000, 0, 0);
    const own = { refunded: known.refunded, captured: null };
    expect(decideAnswer(context({ attempt: known, own }), older)).toEqual({ kind: "wait", nextCheckAt: inSeconds(30) });
    const long = { ...known, settledAt: ago(600) };
    expect(decideAnswer(context({ attempt: long, own }), older)).toMatchObject({ kind: "facts", foreignRefund: 0n });
  });
});

describe("what the bank's answers may not show yet is asked about soon, also of an order that is over", () => {
  const unchanged = answer(2, 100_000, 100_000, 0);

  it.each([
    ["a refund it has confirmed", write({ state: "succeeded" }), soon],
    ["a refund that was taken for undone", write({ state: "rejected" }), inSeconds(60)],
  ])("%s", (_, ended, nextCheckAt) => {
    expect(decideAnswer(context({ attempt: paid, ended: [ended] }), unchanged)).toMatchObject({ closings: [], nextCheckAt });
    expect(decideAnswer(context({ attempt: paid }), unchanged)).toMatchObject({ nextCheckAt: null });
  });

  it("a capture it has confirmed", () => {
    const held = attempt({ bankStatus: 1, held: 100_000n, heldAt: ago(200_000), createdAt: ago(200_000) });
    const capture = write({ kind: "deposit", state: "succeeded", amount: 100_000n, before: { held: 100_000n, deposited: 0n, refunded: 0n } });
    expect(decideAnswer(context({ attempt: held, ended: [capture] }), answer(1, 100_000, 0, 0))).toMatchObject({ nextCheckAt: soon });
    expect(decideAnswer(context({ attempt: held, ended: [capture] }), answer(2, 100_000, 100_000, 0))).toMatchObject({ nextCheckAt: null });
  });

  it("what a notification announced: twice more, unless the answer has news", () => {
    const asked = (hintAskedAt: Date) => decideAnswer(context({ attempt: { ...paid, hintAskedAt } }), unchanged);
    expect(asked(ago(1))).toMatchObject({ nextCheckAt: inSeconds(59) });
    expect(asked(ago(61))).toMatchObject({ nextCheckAt: inSeconds(239) });
    expect(asked(ago(301))).toMatchObject({ nextCheckAt: null });
    expect(decideAnswer(context({ attempt: { ...paid, hintAskedAt: ago(1) } }), answer(4, 100_000, 70_000, 30_000))).toMatchObject({ foreignRefund: 30_000n, nextCheckAt: null });
  });
});

it("a refund whose answer was lost, at an installation that gives no sums, is ours for the sum that was asked for", () => {
  const hidden = orderAnswer.parse({ orderNumber: "1001", orderStatus: 4, actionCode: 0, amount: 100_000, currency: "643" });
  expect(decideAnswer(context({ attempt: paid, open: [write({})] }), hidden)).toMatchObject({
    closings: [{ operationId: "w", outcome: "succeeded" }],
    patch: { deposited: 70_000n, refunded: 30_000n },
    foreignRefund: 0n,
  });
});

it("a question that was planned while this one was under way is kept, unless the regular one comes sooner", () => {
  const promised = new Date(at.getTime() + 55_000);
  expect(decideAnswer(context({ attempt: paid, promised }), answer(2, 100_000, 100_000, 0))).toMatchObject({ nextCheckAt: promised });
  expect(decideAnswer(context({ promised, open: [write({ sentAt: ago(30) })] }), answer(2, 100_000, 100_000, 0))).toMatchObject({ nextCheckAt: soon });
});

describe("an order that the bank does not know", () => {
  const register = write({ kind: "register", amount: null, before: null, state: "sent" });

  it("was never registered, once the request cannot be on its way any more", () => {
    const planned = attempt({ state: "planned", mdOrder: null });
    expect(decideAnswer(context({ attempt: planned, open: [register] }), null)).toEqual({ kind: "never_registered", operationId: "w" });
    expect(decideAnswer(context({ attempt: planned, open: [{ ...register, sentAt: ago(10) }] }), null)).toEqual({ kind: "wait", nextCheckAt: soon });
  });

  it("is found late: the registration is settled and its number at the bank kept", () => {
    const found = { ...answer(0, 0, 0, 0), mdOrder: "md-2" };
    expect(decideAnswer(context({ attempt: attempt({ state: "unknown", mdOrder: null }), open: [register] }), found)).toMatchObject({
      closings: [{ operationId: "w", outcome: "succeeded" }],
      patch: { state: "registered", mdOrder: "md-2" },
    });
  });
});

it("a write of which no answer tells anything is asked about more rarely after a while, and said to be unclear", () => {
  const known = attempt({ bankStatus: 4, deposited: 70_000n, refunded: 30_000n, final: true });
  const another = (age: number) => write({ before: { held: 0n, deposited: 70_000n, refunded: 30_000n }, sentAt: ago(age) });
  const hidden = orderAnswer.parse({ orderNumber: "1001", orderStatus: 4, actionCode: 0, amount: 100_000, currency: "643" });
  const own = { refunded: 30_000n, captured: null };
  expect(decideAnswer(context({ attempt: known, own, open: [another(500)] }), hidden)).toMatchObject({ closings: [], unclear: false, nextCheckAt: soon });
  expect(decideAnswer(context({ attempt: known, own, open: [another(700)] }), hidden)).toMatchObject({ closings: [], unclear: true, nextCheckAt: inSeconds(600) });
});
