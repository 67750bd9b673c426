import { expect, test } from "vitest";
import { cart, startTrial } from "../trial/bank-trial.ts";
import { aNumber, matching } from "../trial/matchers.ts";

test("an untouched order: status 0, action code −100, amounts 0, no card", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.register({ orderNumber: "S-1", description: "Заказ 1", jsonParams: '{"invoice":"1024"}' });
  const status = await trial.status(mdOrder);
  expect(status).toMatchObject({
    errorCode: "0",
    errorMessage: "Успешно",
    orderNumber: "S-1",
    orderStatus: 0,
    actionCode: -100,
    actionCodeDescription: "",
    amount: 100000,
    currency: "643",
    orderDescription: "Заказ 1",
    merchantOrderParams: [{ name: "invoice", value: "1024" }],
    attributes: [{ name: "mdOrder", value: mdOrder }],
    paymentAmountInfo: { paymentState: "CREATED", approvedAmount: 0, depositedAmount: 0, refundedAmount: 0, feeAmount: 0, totalAmount: 100000 },
    bankInfo: { bankCountryCode: "UNKNOWN", bankCountryName: "<Неизвестно>" },
    chargeback: false,
  });
  expect(status).not.toHaveProperty("cardAuthInfo");
  expect(status).not.toHaveProperty("refunds");
});

test("by orderNumber, by the older name of that field, orderId wins", async () => {
  const trial = await startTrial();
  const first = await trial.register({ orderNumber: "S-1" });
  await trial.register({ orderNumber: "S-2" });
  const ask = (fields: Record<string, string>) => trial.call("getOrderStatusExtended", fields);
  expect(await ask({ orderNumber: "S-1" })).toMatchObject({ orderNumber: "S-1" });
  expect(await ask({ merchantOrderNumber: "S-1" })).toMatchObject({ orderNumber: "S-1" });
  expect(await ask({ orderId: first, orderNumber: "S-2" })).toMatchObject({ orderNumber: "S-1" });
  expect(await ask({ orderId: "S-1" })).toMatchObject({ errorCode: "6" });
  expect(await ask({})).toEqual({ errorCode: "1", errorMessage: "Ожидается [orderId] или [orderNumber]" });
});

test("a paid and partly refunded order tells card, dates, bank and refunds", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.paid();
  await trial.call("refund", { orderId: mdOrder, amount: "40000", externalRefundId: "r-1" });
  expect(await trial.status(mdOrder)).toMatchObject({
    orderStatus: 4,
    actionCode: 0,
    depositedDate: aNumber,
    refundedDate: aNumber,
    authDateTime: aNumber,
    authRefNum: matching(/^\d{12}$/),
    paymentWay: "CARD",
    cardAuthInfo: { maskedPan: "411111**1111", pan: "411111**1111", expiration: "203412", cardholderName: "TEST CARDHOLDER", paymentSystem: "VISA" },
    refunds: [{ date: matching(/^\d{13}$/), amount: 40000, actionCode: "0", externalRefundId: "r-1", referenceNumber: matching(/^\d{12}$/) }],
    bankInfo: { bankName: "TEST CARD", bankCountryCode: "RU" },
  });
});

test("the cart comes back with positionId as text and names cut to 100", async () => {
  const trial = await startTrial();
  const orderBundle = cart((items) => {
    Object.assign(items[0] ?? {}, { name: "я".repeat(120) });
  });
  const status = await trial.status(await trial.register({ orderBundle }));
  expect(status).toMatchObject({
    orderBundle: { customerDetails: { email: "buyer@example.ru" }, cartItems: { items: [{ positionId: "1", name: "я".repeat(100) }, { positionId: "2" }] } },
    payerData: { email: "buyer@example.ru", phone: "79161234567" },
  });
});

test.each([
  [1, ["paymentAmountInfo", "bankInfo", "terminalId", "refunds", "paymentWay", "depositedDate"], ["orderStatus", "amount", "attributes"]],
  [2, ["paymentAmountInfo", "refunds"], ["terminalId", "authRefNum"]],
  [3, ["refunds", "paymentWay", "chargeback"], ["paymentAmountInfo", "bankInfo"]],
  [9, ["depositedDate", "refundedDate"], ["paymentWay", "refunds"]],
  [18, ["ofdOrderBundle"], ["refunds", "depositedDate"]],
  [46, [], ["paymentAmountInfo", "refunds", "displayErrorMessage"]],
])("version %i decides the fields", async (statusVersion, absent, present) => {
  const trial = await startTrial();
  await trial.edit({ gateway: { statusVersion } });
  const mdOrder = await trial.paid();
  await trial.call("refund", { orderId: mdOrder, amount: "40000", externalRefundId: "r-1" });
  const status = await trial.status(mdOrder);
  for (const name of absent) expect(status).not.toHaveProperty(name);
  for (const name of present) expect(status).toHaveProperty(name);
  const refunds = status["refunds"];
  if (Array.isArray(refunds)) expect("externalRefundId" in (refunds[0] as object)).toBe(statusVersion >= 21);
  if (statusVersion >= 3) expect("totalAmount" in (status["paymentAmountInfo"] as object)).toBe(statusVersion >= 18);
});

test("roubles may be reported under the old code", async () => {
  const trial = await startTrial();
  await trial.edit({ gateway: { currencyEcho: "810" } });
  expect(await trial.status(await trial.register())).toMatchObject({ currency: "810" });
});

test("the legacy status has keys of mixed case", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.paid();
  expect(await trial.call("getOrderStatus", { orderId: mdOrder })).toMatchObject({
    OrderStatus: 2,
    ErrorCode: "0",
    Pan: "411111**1111",
    Amount: 100000,
    depositAmount: 100000,
    authCode: 2,
  });
  expect(await trial.call("getOrderStatus", { orderId: "x" })).toEqual({ errorCode: "6", errorMessage: "Неверный номер заказа" });
  expect(await trial.call("getOrderStatus")).toMatchObject({ errorCode: "5", errorMessage: "[orderId] не задан" });
});

test("addParams shows up in merchantOrderParams", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.register({ jsonParams: '{"a":"1"}' });
  expect(await trial.call("addParams", { orderId: mdOrder, params: '{"b":"2"}' })).toEqual({ errorCode: 0 });
  expect(await trial.status(mdOrder)).toMatchObject({ merchantOrderParams: [{ name: "a", value: "1" }, { name: "b", value: "2" }] });
  expect(await trial.call("addParams", { orderId: "x", params: "{}" })).toEqual({ errorCode: 6, errorMessage: "Неверный номер заказа" });
  expect(await trial.call("addParams", { orderId: mdOrder, params: "[]" })).toMatchObject({ errorCode: 5 });
});

test("the list of orders by payment date, by creation date, by state and page", async () => {
  const trial = await startTrial();
  await trial.control.setTime("2026-11-25T09:00:00Z");
  await trial.register({ orderNumber: "L-1" });
  await trial.paid({ orderNumber: "L-2" });
  await trial.paid({ orderNumber: "L-3" });
  const list = (fields: Record<string, string> = {}) =>
    trial.call("getLastOrdersForMerchants", { page: "0", size: "10", from: "20261125115900", to: "20261125120500", ...fields });
  const numbers = async (fields: Record<string, string>): Promise<unknown[]> => {
    const answer = await list(fields);
    return (answer["orderStatuses"] as { orderNumber: string }[]).map((order) => order.orderNumber);
  };
  expect(await list()).toMatchObject({ errorCode: 0, totalCount: 2, page: 0, pageSize: 10 });
  expect(await numbers({})).toEqual(["L-2", "L-3"]);
  expect(await numbers({ searchByCreatedDate: "true" })).toEqual(["L-1", "L-2", "L-3"]);
  expect(await numbers({ searchByCreatedDate: "true", transactionStates: "CREATED" })).toEqual(["L-1"]);
  expect(await numbers({ size: "1", page: "1" })).toEqual(["L-3"]);
  expect(await numbers({ merchants: "other" })).toEqual([]);
  expect(await numbers({ from: "20261125120600", to: "20261125120700" })).toEqual([]);
  for (const wrong of [{ from: "yesterday" }, { size: "201" }, { transactionStates: "NOSUCH" }, { from: "20261126000000" }]) {
    expect(await list(wrong)).toMatchObject({ errorCode: 7, orderStatuses: [] });
  }
});
