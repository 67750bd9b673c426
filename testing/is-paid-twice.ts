import type { Attempt } from "#lib/generated/prisma/client.ts";

/**
 * Said apart from the product's own decision: is more kept than one payment? Where the payment's own money has gone back
 * as somebody wished, whatever is kept beside it is too much.
 */
export function isPaidTwice(attempts: readonly Pick<Attempt, "held" | "deposited" | "refunded" | "chosen">[]): boolean {
  const keepers = attempts.filter(({ held, deposited }) => held + deposited > 0n).length;
  const givenBack = attempts.some(({ chosen, deposited, refunded }) => chosen && deposited === 0n && refunded > 0n);
  return keepers > (givenBack ? 0 : 1);
}
