/** Test cards and what they do (protocols: alfabank 8.1). No other number is taken: real cards have no business here. */
import type { Merchant } from "../core/merchant.ts";
import type { PaidCard } from "../core/order.ts";
import type { Random } from "../core/random.ts";

export interface TestCard {
  pan: string;
  /** YYYYMM offered by the page's helper buttons. */
  expiry: string;
  behaviour: "noTds" | "frictionless" | "attempt" | "challenge" | "tdsDeclined";
  system: "VISA" | "MASTERCARD" | "MIR";
  label: { ru: string; en: string };
}

const EXPIRY = "203412";
const card = (
  pan: string,
  behaviour: TestCard["behaviour"],
  system: TestCard["system"],
  ru: string,
  en: string,
): TestCard => ({ pan, behaviour, system, expiry: EXPIRY, label: { ru, en } });

export const TEST_CARDS: readonly TestCard[] = [
  card("4111111111111111", "frictionless", "VISA", "Успех", "Success"),
  card("5555555555555599", "challenge", "MASTERCARD", "Успех с подтверждением 3-D Secure", "Success after 3-D Secure"),
  card("4444555511113333", "noTds", "VISA", "Успех без 3-D Secure", "Success without 3-D Secure"),
  card("4000001111111118", "attempt", "VISA", "Успех, попытка 3-D Secure", "Success, 3-D Secure attempt"),
  card("5000001111111115", "challenge", "MASTERCARD", "3-D Secure", "3-D Secure"),
  card("5168494895055780", "tdsDeclined", "MASTERCARD", "Отказ 3-D Secure (−2025)", "3-D Secure refusal (−2025)"),
  card("2200000000000038", "noTds", "MIR", "Мир, успех", "Mir, success"),
  card("2201382000000062", "frictionless", "MIR", "Мир, успех без подтверждения", "Mir, frictionless success"),
  ...["2201382000000013", "2201382000000021", "2201382000000039", "2201382000000047", "2201382000000054"].map((pan) =>
    card(pan, "challenge", "MIR", "Мир, 3-D Secure", "Mir, 3-D Secure"),
  ),
];

/** Any good card with this CVC is refused with action code 71015. */
export const FAILING_CVC = "999";

export function findCard(pan: string): TestCard | undefined {
  return TEST_CARDS.find((one) => one.pan === pan);
}

/** What the card does at this merchant, for an order with these features. */
export function behaviourOf(test: TestCard, merchant: Merchant, features: readonly string[]): TestCard["behaviour"] {
  if (test.behaviour === "tdsDeclined") return test.behaviour;
  if (features.includes("FORCE_SSL")) return "noTds";
  if (features.includes("FORCE_TDS") || features.includes("FORCE_FULL_TDS")) return "challenge";
  return test.pan === "4111111111111111" ? merchant.page.visaTestCard : test.behaviour;
}

export function maskPan(pan: string): string {
  return `${pan.slice(0, 6)}**${pan.slice(-4)}`;
}

const ECI: Readonly<Record<TestCard["behaviour"], string>> = {
  noTds: "07",
  attempt: "06",
  frictionless: "05",
  challenge: "05",
  tdsDeclined: "07",
};

export function paidCard(
  test: TestCard,
  behaviour: TestCard["behaviour"],
  expiration: string,
  holder: string,
  random: Random,
): PaidCard {
  return {
    maskedPan: maskPan(test.pan),
    expiration,
    holder,
    system: test.system,
    approvalCode: random.digits(6),
    eci: ECI[behaviour],
  };
}
