/** Quantities in whole thousandths: the gateway takes at most three decimals. */
export function thousandths(quantity: number): bigint | null {
  const parts = /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(String(quantity));
  if (parts === null) return null;
  return BigInt(parts[1] ?? "0") * 1000n + BigInt((parts[2] ?? "").padEnd(3, "0"));
}

/** Thousandths back to the number the wire carries: 375n → 0.375. */
export function quantityNumber(value: bigint): number {
  return Number(value) / 1000;
}

/** Price in kopecks × quantity, rounded half up to whole kopecks: what a line must cost (7.3). */
export function lineAmount(price: number, quantity: bigint): number {
  return Number((BigInt(price) * quantity + 500n) / 1000n);
}
