import { env } from "#lib/env.ts";

/** Nobody listens where the bank should be: nothing of a request leaves us. */
export async function whileBankIsAway<T>(work: () => Promise<T>): Promise<T> {
  const { alfabankTestUrl } = env();
  Object.assign(env(), { alfabankTestUrl: "http://127.0.0.1:1/payment/rest/" });
  try {
    return await work();
  } finally {
    Object.assign(env(), { alfabankTestUrl });
  }
}
