import { expect, it } from "vitest";
import { smsParts } from "./sms-parts.ts";

it("C-64: the short link fits into one Cyrillic message, the bank's own does not", () => {
  const text = (url: string) => `Заказ 1001 ждёт оплаты: ${url}`;
  const short = text("https://pay.example.ru/s/AbC123XYZ9");
  expect(short).toHaveLength(59);
  expect(smsParts(short)).toBe(1);
  const long = text(
    "https://alfa.rbsuat.com/payment/merchants/rbs/payment_ru.html?mdOrder=3ff6962a-7dcc-4283-ab50-a6d7dd3386fe",
  );
  expect(smsParts(long)).toBe(2);
});

it.each([
  ["", 1],
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(306), 2],
  ["a".repeat(307), 3],
  ["€".repeat(80), 1],
  ["€".repeat(81), 2],
  ["ж".repeat(70), 1],
  ["ж".repeat(71), 2],
  ["ж".repeat(134), 2],
  ["ж".repeat(135), 3],
  ["👉".repeat(35), 1],
  ["👉".repeat(36), 2],
  // 67 units leave one over in each part, and a pair is not split
  ["👉".repeat(67), 3],
])("%# counts parts of a text", (text, parts) => {
  expect(smsParts(text)).toBe(parts);
});
