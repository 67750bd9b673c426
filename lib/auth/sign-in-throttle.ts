import { createHash } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { consume, forget, giveBack, type RateLimit } from "#lib/http/rate-limit.ts";

/**
 * Wrong passwords are counted per account and caller, and per caller. Never per account alone:
 * a stranger elsewhere could lock somebody out with it.
 */
const perAccount: RateLimit = { name: "sign-in-account", points: 10, seconds: 15 * 60 };
const perCaller: RateLimit = { name: "sign-in-caller", points: 100, seconds: 3_600 };

/** No e-mail address in the table of counters. */
const accountKey = (email: string, from: string): string =>
  createHash("sha256").update(`${email}\n${from}`).digest("base64url");

const inWords = (error: unknown): unknown => {
  if (!(error instanceof AppError) || error.retryAfterSeconds === undefined) return error;
  const { retryAfterSeconds } = error;
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new AppError("too_many_requests", { reason: "sign_in_throttled", params: { minutes }, retryAfterSeconds });
};

/** Counts the attempt before the password is looked at, so that a burst of parallel guesses is counted in full. */
export async function countAttempt(email: string, from: string): Promise<void> {
  try {
    await consume(perAccount, accountKey(email, from));
    await consume(perCaller, from);
  } catch (error) {
    throw inWords(error);
  }
}

/** It was the right password: the attempt was none, and earlier slips are forgiven. */
export async function forgiveAttempts(email: string, from: string): Promise<void> {
  await forget(perAccount, accountKey(email, from));
  await giveBack(perCaller, from);
}
