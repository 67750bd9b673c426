/**
 * What a receipt must come to, worked out a second time and in another way than the product does: fractions instead of
 * units, thresholds instead of sorting. It shares no code with `lib/receipts`.
 */

export interface OracleItem {
  name: string;
  price: string;
  quantity: string;
  isDelivery: boolean;
}

export interface OracleLine {
  name: string;
  /** Thousandths. */
  quantity: bigint;
  /** Kopecks. */
  price: bigint;
  sum: bigint;
}

type Fraction = readonly [bigint, bigint];

const fraction = (text: string): Fraction => {
  const plain = text.replace(",", ".");
  const point = plain.indexOf(".");
  if (point < 0) return [BigInt(plain), 1n];
  return [BigInt(plain.slice(0, point) + plain.slice(point + 1)), BigInt(`1${"0".repeat(plain.length - point - 1)}`)];
};

const halfUp = ([n, d]: Fraction): bigint => n / d + (2n * (n % d) >= d ? 1n : 0n);

const plus = (numbers: readonly bigint[]): bigint => {
  let all = 0n;
  for (const number of numbers) all += number;
  return all;
};

export function itemSum({ price, quantity }: OracleItem): bigint {
  const [a, b] = fraction(price);
  const [c, d] = fraction(quantity);
  return halfUp([a * c * 100n, b * d]);
}

/** Half a kopeck for each unit, rounded up to whole kopecks, nothing for free items. */
function slack(item: OracleItem): bigint {
  if (itemSum(item) === 0n) return 0n;
  const [n, d] = fraction(item.quantity);
  const half: Fraction = [n, 2n * d];
  const floor = half[0] / half[1];
  return half[0] % half[1] === 0n ? floor : floor + 1n;
}

/** Proportional shares: who is above the threshold remainder gets a kopeck more; on it, whoever comes first. */
function proportional(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = plus(weights);
  const floors = weights.map((weight) => (weight * amount) / all);
  const remainders = weights.map((weight) => (weight * amount) % all);
  let extra = Number(amount - plus(floors));
  if (extra === 0) return floors;
  const descending = [...remainders].sort((x, y) => (x < y ? 1 : x > y ? -1 : 0));
  const threshold = descending[extra - 1] ?? 0n;
  extra -= remainders.filter((rest) => rest > threshold).length;
  return floors.map((floor, index) => {
    const rest = remainders[index] ?? 0n;
    if (rest > threshold) return floor + 1n;
    if (rest < threshold || extra === 0) return floor;
    extra -= 1;
    return floor + 1n;
  });
}

/** Sum of each item after fitting them to the invoice; "short" when the items are worth too little. */
export function expectedSums(items: readonly OracleItem[], amount: bigint): bigint[] | "short" {
  const sums = items.map(itemSum);
  const difference = amount - plus(sums);
  const minus = (shares: readonly bigint[]) => sums.map((sum, index) => sum - (shares[index] ?? 0n));
  if (difference === 0n) return sums;
  if (difference > 0n) {
    const slacks = items.map(slack);
    if (plus(slacks) < difference) return "short";
    const shares = proportional(difference, slacks);
    return sums.map((sum, index) => sum + (shares[index] ?? 0n));
  }
  const over = -difference;
  const deliveries = items.map(({ isDelivery }, index) => (isDelivery ? (sums[index] ?? 0n) : 0n));
  if (plus(deliveries) === over) return minus(deliveries);
  const bounded = items.map((item, index) => {
    const own = slack(item);
    const sum = sums[index] ?? 0n;
    return own < sum ? own : sum;
  });
  if (over <= plus(bounded)) return minus(proportional(over, bounded));
  const goods = minus(deliveries);
  return minus(proportional(over, over <= plus(goods) ? goods : sums));
}

/** Does the bank's rounding of price × quantity give this sum? */
export const isBankSum = ({ price, quantity, sum }: OracleLine): boolean => {
  const exact = price * quantity;
  return exact >= sum * 1000n - 500n && exact < sum * 1000n + 500n;
};

/** What is wrong with the lines; null when nothing is. */
export function judge(items: readonly OracleItem[], amount: bigint, lines: readonly OracleLine[]): string | null {
  const wanted = expectedSums(items, amount);
  if (wanted === "short") return "should have been refused";
  if (plus(lines.map(({ sum }) => sum)) !== amount) return "does not add up";
  for (const line of lines) {
    if (line.sum <= 0n || line.price <= 0n || line.quantity <= 0n) return `illegal line ${line.name}`;
    if (!isBankSum(line)) return `the bank counts another sum for ${line.name}`;
  }
  const byItem = new Map<string, OracleLine[]>();
  for (const line of lines) {
    const key = line.name.split(",")[0] ?? "";
    byItem.set(key, [...(byItem.get(key) ?? []), line]);
  }
  for (const [index, item] of items.entries()) {
    const own = byItem.get(item.name) ?? [];
    byItem.delete(item.name);
    const sum = wanted[index] ?? 0n;
    if (plus(own.map((line) => line.sum)) !== sum) return `${item.name} should cost ${String(sum)}`;
    if (own.length > 2) return `${item.name} is in too many pieces`;
    const [n, d] = fraction(item.quantity);
    const sold = plus(own.map(({ quantity }) => quantity));
    const folded = own.length === 1 && own[0]?.quantity === 1000n && own[0].name !== item.name;
    if (own.length > 0 && !folded && sold * d !== n * 1000n) return `${item.name} lost some of its quantity`;
    const [first, second] = own;
    if (first && second && second.price - first.price !== 1n) return `${item.name} is split by more than a kopeck`;
  }
  return byItem.size === 0 ? null : "lines that belong to no item";
}
