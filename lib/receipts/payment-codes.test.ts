import { expect, it } from "vitest";
import { paymentMethods, paymentObjects } from "./fiscal-schema.ts";
import { agentCode, findMethod, findObject, isPartial, isPrepayment, methodCode, methodOf, objectCode, objectOf } from "./payment-codes.ts";

it("numbers the methods as the bank does", () => {
  expect(Object.fromEntries(paymentMethods.map((name) => [name, methodCode(name)]))).toEqual({
    full_prepayment: 1,
    prepayment: 2,
    advance: 3,
    full_payment: 4,
    partial_payment: 5,
    credit: 6,
    credit_payment: 7,
  });
});

it("numbers the subjects as the bank does", () => {
  expect(Object.fromEntries(paymentObjects.map((name) => [name, objectCode(name)]))).toEqual({
    commodity: 1,
    excise: 2,
    job: 3,
    service: 4,
    gambling_bet: 5,
    gambling_prize: 6,
    lottery: 7,
    lottery_prize: 8,
    intellectual_activity: 9,
    payment: 10,
    agent_commission: 11,
    composite: 12,
    another: 13,
    property_right: 14,
    non_operating_gain: 15,
    insurance_premium: 16,
    sales_tax: 17,
    resort_fee: 18,
  });
});

it("numbers agents, knows words in any case and no others", () => {
  expect([agentCode("bank_paying_agent"), agentCode("commission_agent"), agentCode("agent")]).toEqual([1, 6, 7]);
  expect(findMethod(" Full_Payment ")).toBe("full_payment");
  expect(findObject("SERVICE")).toBe("service");
  expect([findMethod("cash"), findMethod(null), findObject(""), findObject("toString")]).toEqual([null, null, null, null]);
});

it("tells prepayments and part payments", () => {
  expect(paymentMethods.filter(isPrepayment)).toEqual(["full_prepayment", "prepayment", "advance"]);
  expect(paymentMethods.filter(isPartial)).toEqual(["prepayment", "advance", "partial_payment"]);
});

it("reads codes back as words", () => {
  expect(paymentMethods.map((name) => methodOf(methodCode(name)))).toEqual(paymentMethods);
  expect(paymentObjects.map((name) => objectOf(objectCode(name)))).toEqual(paymentObjects);
  expect([objectOf(31), objectOf(33)]).toEqual(["excise", "commodity"]);
});
