import { AppError } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";

/** Guessing slugs: so many misses in ten minutes, over all instances, and the address waits. */
const misses = { name: "slug-miss", points: 30, seconds: 600 };
const MAX_REMEMBERED = 10_000;

/** Addresses this instance knows to be over the limit: a right guess is then refused too, without a query. */
const blockedUntil = new Map<string, number>();

export function assertNotGuessing(ip: string): void {
  const until = blockedUntil.get(ip);
  if (until === undefined) return;
  if (until > Date.now()) throw new AppError("too_many_requests", { retryAfterSeconds: Math.ceil((until - Date.now()) / 1000) });
  blockedUntil.delete(ip);
}

/** @throws AppError too_many_requests once the address has missed too often */
export async function countMiss(ip: string): Promise<void> {
  try {
    await consume(misses, ip);
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many_requests") {
      if (blockedUntil.size >= MAX_REMEMBERED) blockedUntil.clear();
      blockedUntil.set(ip, Date.now() + (error.retryAfterSeconds ?? misses.seconds) * 1000);
    }
    throw error;
  }
}
