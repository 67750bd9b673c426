import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NewOrder } from "./bank-client.ts";
import { bankEmail, bankPhone, cleanDescription, orderFields, positiveKopecks } from "./order-fields.ts";

const order: NewOrder = {
  orderNumber: "1042-k3f9x2",
  amount: 199_990n,
  twoStage: false,
  returnUrl: "https://hub.example/p/abc/result",
  language: "ru",
  sessionTimeoutSecs: 1_800,
};

describe("cleanDescription", () => {
  it.each([
    ["Заказ 1042", "Заказ 1042"],
    ["Скидка 10% + подарок\r\nвторая строка", "Скидка 10 подарок вторая строка"],
    ["<b>Заказ</b> 1 <script>alert(1)</script>", "Заказ 1 alert(1)"],
    ["Футболка 👕 ❤️ 1", "Футболка ❤ 1"],
    ["1 < 2 > 0", "1 0"],
    ["\u0000\u200b\ud800x", "x"],
    ["", ""],
  ])("makes %j into %j", (given, expected) => {
    expect(cleanDescription(given)).toBe(expected);
  });

  it("never has what the gateway refuses, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (text) => {
        const clean = cleanDescription(text);
        expect(clean).not.toMatch(/[%+\r\n<>\p{C}\u{10000}-\u{10ffff}]/u);
        expect(clean.length).toBeLessThanOrEqual(512);
      }),
    );
  });
});

describe("bankPhone", () => {
  it.each([
    ["+7 (900) 000-00-00", "79000000000"],
    ["8 900 000 00 00", "79000000000"],
    ["79000000000", "79000000000"],
    ["9000000000", "79000000000"],
    ["007 900 000 00 00", "79000000000"],
    ["+375 29 000-00-00", "375290000000"],
    ["8 495 000 00 00", "74950000000"],
    ["+7 900 000\u201100\u201100", "79000000000"],
  ])("reads %s as %s", (given, expected) => {
    expect(bankPhone(given)).toBe(expected);
  });

  it.each(["нет", "12345", "", "+", "+7", "8 900 000 00 00 доб. 5", "++79000000000000000", "+0900000000000", undefined])(
    "drops %j",
    (given) => {
      expect(bankPhone(given)).toBeUndefined();
    },
  );
});

describe("bankEmail", () => {
  it.each([
    [" buyer@example.ru ", "buyer@example.ru"],
    ["покупатель@пример.рф", "покупатель@пример.рф"],
    ["no", undefined],
    ["a@b", undefined],
    ["a@b.ru,c@d.ru", undefined],
    [`${"a".repeat(40)}@example.ru`, undefined],
    [undefined, undefined],
  ])("makes %j into %j", (given, expected) => {
    expect(bankEmail(given)).toBe(expected);
  });
});

describe("orderFields", () => {
  it("always names roubles, so that a merchant's default cannot change the currency", () => {
    expect(orderFields(order)).toMatchObject({ currency: "643", amount: 199_990n, sessionTimeoutSecs: 1_800 });
  });

  it.each([0n, -1n, 1_000_000_000_000n])("refuses the amount %s: zero would mean everything", (amount) => {
    expect(() => positiveKopecks(amount)).toThrow(RangeError);
    expect(() => orderFields({ ...order, amount })).toThrow(RangeError);
  });
});
