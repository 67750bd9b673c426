import type { Prisma } from "#lib/generated/prisma/client.ts";
import { formatRoubles } from "#lib/money.ts";
import type { CartLine } from "./cart.ts";
import type { Step } from "./explanation.ts";
import type { NearestSums } from "./nearest-sums.ts";
import { readLines, storeLines } from "./stored-cart.ts";

/** The receipt side of a capture or refund, kept with its operation. */
export interface StoredPart {
  /** null: the bank is asked without lines and goes by its own books. */
  lines: CartLine[] | null;
  /** Only a part of the money is meant, so that without lines the receipt may come out wrong or not at all. */
  partial: boolean;
  steps: Step[];
  /** Roubles; there when a line took another price than it was sold at, which some banks refuse. */
  nearest: { lower: string | null; upper: string } | null;
}

interface Raw extends Omit<StoredPart, "lines"> {
  lines: unknown;
}

export const nearestText = ({ lower, upper }: NearestSums): StoredPart["nearest"] => ({
  lower: lower === null ? null : formatRoubles(lower),
  upper: formatRoubles(upper),
});

export const storePart = ({ lines, partial, steps, nearest }: StoredPart): Prisma.InputJsonObject => ({
  lines: lines && storeLines(lines),
  partial,
  steps: steps.map(({ key, params }) => ({ key, params: { ...params } })),
  nearest: nearest && { ...nearest },
});

/** null when the order was registered without a receipt. */
export function readPart(stored: unknown): StoredPart | null {
  if (typeof stored !== "object" || stored === null) return null;
  const raw = stored as Raw;
  return { ...raw, lines: raw.lines === null ? null : readLines(raw.lines) };
}
