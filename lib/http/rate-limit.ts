import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";

/** `points` events per `seconds` and key, counted in the database and so over all instances. */
export interface RateLimit {
  name: string;
  points: number;
  seconds: number;
}

interface Query {
  text: string;
  values: unknown[];
}

interface Row {
  points: number;
  expire: bigint | null;
}

/** The limiter speaks the language of `pg`; this lets it use the pool we already have. */
const storeClient = {
  async query({ text, values }: Query): Promise<{ rows: unknown[]; rowCount: number }> {
    if (text.trimStart().startsWith("DELETE")) {
      return { rows: [], rowCount: await db.$executeRawUnsafe(text, ...values) };
    }
    const rows = await db.$queryRawUnsafe<Row[]>(text, ...values);
    const plain = rows.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) }));
    return { rows: plain, rowCount: plain.length };
  },
};

const limiters = new Map<string, RateLimiterPostgres>();

/**
 * While the database cannot be reached each instance counts in its own memory:
 * the limit becomes weaker by the number of instances, but it neither disappears nor locks everybody out.
 */
function limiterFor({ name, points, seconds }: RateLimit): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const rule = { keyPrefix: name, points, duration: seconds };
  const made = new RateLimiterPostgres({
    ...rule,
    storeClient,
    storeType: "client",
    tableName: "RateLimit",
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(rule),
  });
  limiters.set(name, made);
  return made;
}

const tooMany = (result: RateLimiterRes): AppError =>
  new AppError("too_many_requests", { retryAfterSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) });

/** Counts one event; throws `too_many_requests` with the seconds to wait once the limit is passed. */
export async function consume(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(key);
  } catch (error) {
    throw error instanceof RateLimiterRes ? tooMany(error) : error;
  }
}

/** Takes back what `consume` counted, when the event turned out to be harmless. */
export async function giveBack(limit: RateLimit, key: string): Promise<void> {
  await limiterFor(limit).reward(key);
}

/** Forgets all events of a key. */
export async function forget(limit: RateLimit, key: string): Promise<void> {
  await limiterFor(limit).delete(key);
}

/** For limits that count misses only: has the key used them up? Counts nothing itself. */
export async function isBlocked(limit: RateLimit, key: string): Promise<boolean> {
  const result = await limiterFor(limit).get(key);
  return result !== null && result.consumedPoints >= limit.points;
}

/** Counts a miss without refusing anything; `isBlocked` tells when there were too many. */
export async function recordMiss(limit: RateLimit, key: string): Promise<void> {
  await limiterFor(limit).penalty(key);
}
