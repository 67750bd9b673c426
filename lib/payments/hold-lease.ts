import { sleep } from "#lib/clock.ts";
import { claimPayment } from "./claim-payment.ts";

/** Lets one caller at a time register or replace a payment's bank order; null when another does. */
export async function withLease<T>(paymentId: string, work: () => Promise<T>): Promise<T | null> {
  const claim = await claimPayment(paymentId, "order");
  if (!claim) return null;
  try {
    return await work();
  } finally {
    await claim.release();
  }
}

const WAIT_TURNS = 100;
const WAIT_MS = 150;

/** The same for one who has time: waits for whoever holds it; null when that took too long. */
export async function withLeaseSoon<T>(paymentId: string, work: () => Promise<T>): Promise<T | null> {
  for (let turn = 0; turn < WAIT_TURNS; turn++) {
    const done = await withLease(paymentId, work);
    if (done !== null) return done;
    await sleep(WAIT_MS);
  }
  return null;
}
