import { AppError } from "#lib/errors.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { consume } from "#lib/http/rate-limit.ts";

/** Guessing slugs: so many misses in ten minutes, over all instances, and further ones are refused. */
const misses = { name: "slug-miss", points: 30, seconds: 600 };
const MAX_REMEMBERED = 10_000;

/** Networks this instance knows to be over the limit: their misses are not counted any more. */
const blockedUntil = new Map<string, number>();

function refuseKnown(network: string): void {
  const until = blockedUntil.get(network);
  if (until === undefined) return;
  if (until > Date.now()) throw new AppError("too_many_requests", { retryAfterSeconds: Math.ceil((until - Date.now()) / 1000) });
  blockedUntil.delete(network);
}

/**
 * Said of a slug that is not there. Who has a right one is let through whatever others at his address have tried: a mobile
 * network has one for thousands of payers, and sixty bits are not found by trying.
 * @throws AppError too_many_requests once the caller's network has missed too often
 */
export async function countMiss(request: Request): Promise<void> {
  const network = networkOf(clientIp(request));
  refuseKnown(network);
  try {
    await consume(misses, network);
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many_requests") {
      if (blockedUntil.size >= MAX_REMEMBERED) blockedUntil.clear();
      blockedUntil.set(network, Date.now() + (error.retryAfterSeconds ?? misses.seconds) * 1000);
    }
    throw error;
  }
}
