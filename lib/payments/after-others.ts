import { sleep } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import { isSettling } from "./unsettled-operations.ts";

const TURNS = 75;
const TURN_MS = 200;

const isBusy = (error: unknown): boolean => error instanceof AppError && error.reason === "operation_under_way";

/** Plans a write as soon as the one before it has its answer: somebody pressed twice, or two people at once. */
export async function afterOthers<T>(paymentId: string, plan: () => Promise<T>): Promise<T> {
  for (let turn = 0; ; turn++) {
    try {
      return await plan();
    } catch (error) {
      if (!isBusy(error) || turn >= TURNS || !(await isSettling(paymentId))) throw error;
    }
    await sleep(TURN_MS);
  }
}
