import { sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Payment } from "#lib/generated/prisma/client.ts";

const TURNS = 60;
const PAUSE_MS = 250;

/** Waits until the hub knows of the money; the notification has arrived by now, so this is quick. */
export async function awaitMoney(paymentId: string): Promise<Payment> {
  for (let turn = 0; turn < TURNS; turn++) {
    const payment = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    if (payment.status === "succeeded" || payment.status === "waitingForCapture") return payment;
    await sleep(PAUSE_MS);
  }
  throw new AppError("unavailable", { reason: "drill_money_unseen" });
}
