import { describe, expect, test } from "vitest";
import { money, startTrial } from "../trial/bank-trial.ts";

const OK = { errorCode: 0, errorMessage: "Успешно" };
const WRONG_STATE = { errorCode: 7, errorMessage: "Платёж должен быть в корректном состоянии" };

/** The observed arithmetic of protocols: alfabank 4.2, line by line. */
describe("amounts", () => {
  test("registered, held, partly captured, given back", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({}, "registerPreAuth");
    const now = async () => money(await trial.status(mdOrder));
    expect(await now()).toBe("0 CREATED 0/0/0");
    await trial.control.payAsPayer(mdOrder);
    expect(await now()).toBe("1 APPROVED 1000/0/0");
    expect(await trial.call("deposit", { orderId: mdOrder, amount: "10000" })).toEqual(OK);
    expect(await now()).toBe("2 DEPOSITED 1000/100/0");
    expect(await trial.call("refund", { orderId: mdOrder, amount: "10000" })).toEqual(OK);
    expect(await now()).toBe("4 REFUNDED 1000/0/100");
  });

  test("one-stage payment, refunds in parts, never more than captured", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    const now = async () => money(await trial.status(mdOrder));
    const refund = (amount: string) => trial.call("refund", { orderId: mdOrder, amount });
    expect(await now()).toBe("2 DEPOSITED 1000/1000/0");
    expect(await refund("40000")).toEqual(OK);
    expect(await now()).toBe("4 REFUNDED 1000/600/400");
    expect(await refund("90000")).toEqual({ errorCode: 7, errorMessage: "Сумма возврата превышает сумму списания" });
    expect(await now()).toBe("4 REFUNDED 1000/600/400");
    expect(await refund("60000")).toEqual(OK);
    expect(await now()).toBe("4 REFUNDED 1000/0/1000");
    expect(await refund("0")).toMatchObject({ errorCode: 7 });
  });

  test("reversal of a hold and of a payment of the same day", async () => {
    const trial = await startTrial();
    for (const mdOrder of [await trial.held(), await trial.paid()]) {
      expect(await trial.call("reverse", { orderId: mdOrder })).toEqual(OK);
      expect(money(await trial.status(mdOrder))).toBe("3 REVERSED 0/0/0");
    }
    await trial.edit({ money: { reversedKeepsApproved: true } });
    const mdOrder = await trial.held();
    await trial.call("reverse", { orderId: mdOrder });
    expect(money(await trial.status(mdOrder))).toBe("3 REVERSED 1000/0/0");
  });

  test("a refused card moves nothing", async () => {
    const trial = await startTrial();
    await trial.edit({ session: { attempts: 1 } });
    const mdOrder = await trial.register();
    await trial.control.payAsPayer(mdOrder, { cvc: "999" });
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 6, actionCode: 71015 });
    expect(money(await trial.status(mdOrder))).toBe("6 DECLINED 0/0/0");
  });
});

describe("deposit.do", () => {
  test("zero captures everything, once", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.held();
    expect(await trial.call("deposit", { orderId: mdOrder, amount: "0" })).toEqual(OK);
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/1000/0");
    expect(await trial.call("deposit", { orderId: mdOrder, amount: "0" })).toEqual(WRONG_STATE);
  });

  test.each([
    ["100001", 5, "deposited amount is exceeding approved amount"],
    ["99", 7, "Неверная сумма депозита (менее одного рубля)"],
    ["-1", 5, "deposit amount is invalid"],
    ["1.5", 5, "deposit amount is invalid"],
    ["", 5, "deposit amount is invalid"],
  ])("amount %j is refused", async (amount, errorCode, errorMessage) => {
    const trial = await startTrial();
    const mdOrder = await trial.held();
    expect(await trial.call("deposit", { orderId: mdOrder, amount })).toEqual({ errorCode, errorMessage });
    expect(money(await trial.status(mdOrder))).toBe("1 APPROVED 1000/0/0");
  });

  test("not for an unpaid, a paid or an unknown order", async () => {
    const trial = await startTrial();
    for (const mdOrder of [await trial.register(), await trial.paid()]) {
      expect(await trial.call("deposit", { orderId: mdOrder, amount: "0" })).toEqual(WRONG_STATE);
    }
    expect(await trial.call("deposit", { orderId: "x", amount: "0" })).toEqual({ errorCode: 6, errorMessage: "Заказ не найден" });
    expect(await trial.call("deposit", { amount: "0" })).toEqual({ errorCode: 5, errorMessage: "[orderId] не задан" });
  });

  test("in parts only with the permission", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.held();
    const part = (amount: string, depositType: string) => trial.call("deposit", { orderId: mdOrder, amount, depositType });
    expect(await part("30000", "1")).toMatchObject({ errorCode: 5 });
    await trial.edit({ permissions: { multiDeposit: true } });
    expect(await part("30000", "1")).toEqual(OK);
    expect(money(await trial.status(mdOrder))).toBe("8 MULTIPLE_INTERMEDIATE_DEPOSITED 1000/300/0");
    expect(await part("20000", "2")).toEqual(OK);
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/500/0");
  });
});

describe("reverse.do", () => {
  test("impossible for an unpaid order, and never again after a failed try", async () => {
    const trial = await startTrial();
    const impossible = { errorCode: 7, errorMessage: "Операция невозможна для текущего состояния платежа" };
    expect(await trial.call("reverse", { orderId: await trial.register() })).toEqual(impossible);
    const held = await trial.held();
    expect(await trial.call("reverse", { orderId: held, amount: "100001" })).toMatchObject({ errorCode: 5 });
    expect(await trial.call("reverse", { orderId: held })).toEqual(impossible);
  });

  test("a payment can be cancelled until Moscow midnight, a hold at any time", async () => {
    const trial = await startTrial();
    await trial.control.setTime("2026-11-25T20:00:00Z");
    const [paid, held] = [await trial.paid(), await trial.held()];
    await trial.control.advance(61 * 60_000);
    expect(await trial.call("reverse", { orderId: paid })).toMatchObject({ errorCode: 7 });
    expect(await trial.call("reverse", { orderId: held })).toEqual(OK);
    await trial.edit({ money: { reverseUntil: "holdOnly" } });
    expect(await trial.call("reverse", { orderId: await trial.paid() })).toMatchObject({ errorCode: 7 });
  });

  test("part of a hold", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.held();
    expect(await trial.call("reverse", { orderId: mdOrder, amount: "30000" })).toEqual(OK);
    expect(money(await trial.status(mdOrder))).toBe("1 APPROVED 700/0/0");
  });
});

describe("refund.do", () => {
  test("zero gives back what remains", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    await trial.call("refund", { orderId: mdOrder, amount: "1" });
    await trial.call("refund", { orderId: mdOrder, amount: "0" });
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 1000/0/1000");
  });

  test("a known externalRefundId gives nothing twice; old installations ignore it", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    const refund = () => trial.call("refund", { orderId: mdOrder, amount: "10000", externalRefundId: "crm-1" });
    const first = await refund();
    expect(first).toMatchObject({ ...OK, refund: { amount: 10000, externalRefundId: "crm-1" } });
    expect(await refund()).toEqual(first);
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 1000/900/100");
    await trial.edit({ money: { externalRefundId: false } });
    expect(await refund()).toEqual(OK);
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 1000/800/200");
  });

  test("expectedDepositedAmount lets only one of two equal requests through; old installations ignore it", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.paid();
    const refund = () => trial.call("refund", { orderId: mdOrder, amount: "10000", expectedDepositedAmount: "100000" });
    const answers = await Promise.all([refund(), refund()]);
    expect(answers.map((answer) => answer.errorCode).sort()).toEqual([0, 7]);
    expect(money(await trial.status(mdOrder))).toBe("4 REFUNDED 1000/900/100");
    await trial.edit({ money: { expectedDepositedAmount: false } });
    expect(await refund()).toEqual(OK);
  });

  test("not for unpaid, held or reversed orders, not for nonsense", async () => {
    const trial = await startTrial();
    for (const mdOrder of [await trial.register(), await trial.held()]) {
      expect(await trial.call("refund", { orderId: mdOrder, amount: "100" })).toEqual(WRONG_STATE);
    }
    const mdOrder = await trial.paid();
    for (const amount of ["", "-1", "1.5", "x"]) {
      expect(await trial.call("refund", { orderId: mdOrder, amount })).toEqual({ errorCode: 5, errorMessage: "Неверная сумма" });
    }
    expect(await trial.call("refund", { orderId: mdOrder, amount: "1", externalRefundId: "x".repeat(37) })).toMatchObject({ errorCode: 5 });
    expect(await trial.call("refund", { orderId: mdOrder, amount: "1", jsonParams: '{"penalty":"1"}' })).toMatchObject({ errorCode: 5 });
    expect(money(await trial.status(mdOrder))).toBe("2 DEPOSITED 1000/1000/0");
  });
});

describe("decline.do", () => {
  test("needs both ids and closes an open order for its page as well", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ orderNumber: "D-1" });
    expect(await trial.call("decline", { orderId: mdOrder })).toEqual({ errorCode: 5, errorMessage: "[orderNumber] не задан" });
    expect(await trial.call("decline", { orderNumber: "D-1" })).toEqual({ errorCode: 5, errorMessage: "[orderId] не задан" });
    expect(await trial.call("decline", { orderId: mdOrder, orderNumber: "D-2" })).toMatchObject({ errorCode: 6 });
    expect(await trial.call("decline", { orderId: mdOrder, orderNumber: "D-1" })).toEqual(OK);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 6, actionCode: 4005 });
    expect(await trial.control.payAsPayer(mdOrder)).toMatchObject({ kind: "closed", why: "processed", orderStatus: 6 });
    expect(await trial.call("decline", { orderId: mdOrder, orderNumber: "D-1" })).toMatchObject({ errorCode: 7 });
  });

  test("during 3-D Secure depends on the installation, after payment never", async () => {
    const trial = await startTrial();
    const inChallenge = async (orderNumber: string): Promise<string> => {
      const mdOrder = await trial.register({ orderNumber });
      await trial.control.payAsPayer(mdOrder, { pan: "5555555555555599", result: "leave" });
      return mdOrder;
    };
    await trial.edit({ session: { declineDuring3ds: false } });
    const first = await inChallenge("D-1");
    expect(await trial.call("decline", { orderId: first, orderNumber: "D-1" })).toMatchObject({ errorCode: 7 });
    await trial.edit({ session: { declineDuring3ds: true, declineActionCode: "2012" } });
    expect(await trial.call("decline", { orderId: first, orderNumber: "D-1" })).toEqual(OK);
    expect(await trial.status(first)).toMatchObject({ orderStatus: 6, actionCode: 2012 });
    const paid = await trial.paid({ orderNumber: "D-2" });
    expect(await trial.call("decline", { orderId: paid, orderNumber: "D-2" })).toMatchObject({ errorCode: 7 });
  });
});

test("a hold ends by itself after its days", async () => {
  const trial = await startTrial();
  await trial.edit({ money: { holdDays: 2 } });
  const mdOrder = await trial.held();
  await trial.control.advance(2 * 86_400_000 - 60_000);
  expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 1 });
  await trial.control.advance(120_000);
  expect(money(await trial.status(mdOrder))).toBe("3 REVERSED 0/0/0");
});
