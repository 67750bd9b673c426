/** Exact decimals for prices and quantities: whole numbers of the smallest unit, never floats. */

/** n / d rounded half up; n ≥ 0, d > 0. */
export const roundDiv = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);

export const ceilDiv = (n: bigint, d: bigint): bigint => (n + d - 1n) / d;

export const total = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, number) => sum + number, 0n);

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** A decimal number: `digits` / 10^`scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

const shape = /^(-?)(\d{1,13})(?:[.,](\d{1,30}))?$/;

/** null for what is no decimal number. Trailing zeros carry nothing. */
export function parseDecimal(text: string): Decimal | null {
  const match = shape.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  const digits = BigInt(whole + significant);
  return { digits: sign === "-" ? -digits : digits, scale: significant.length };
}

const TEN = 10n;
const power = (exponent: number): bigint => TEN ** BigInt(exponent);

/** Traces of binary floats ("33.330000000000005") lie this close to the number that was meant. */
const NOISE_DIGITS = 9;

/**
 * The number in units of 10^-`scale`: exact, or as close as a float's noise; null when it has more decimals than that.
 */
export function inUnits({ digits, scale }: Decimal, wanted: number): bigint | null {
  if (scale <= wanted) return digits * power(wanted - scale);
  const divisor = power(scale - wanted);
  const near = digits < 0n ? -roundDiv(-digits, divisor) : roundDiv(digits, divisor);
  const off = near * divisor - digits;
  // off / 10^scale < 10^-NOISE_DIGITS
  return (off < 0n ? -off : off) * power(NOISE_DIGITS) < power(scale) ? near : null;
}

/** Sum in kopecks of a price in roubles × a quantity in thousandths, rounded once, half up. */
export const exactSum = (price: Decimal, quantity: bigint): bigint =>
  roundDiv(price.digits * quantity, power(price.scale) * 10n);

/** What a line costs at the bank: kopecks per unit × thousandths, rounded half up (protocols: alfabank 7.3). */
export const lineSum = (price: bigint, quantity: bigint): bigint => roundDiv(price * quantity, 1000n);

/** Thousandths as decimal text: 375n → "0.375", 2000n → "2". */
export function quantityText(quantity: bigint): string {
  const digits = quantity.toString().padStart(4, "0");
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, "");
}
