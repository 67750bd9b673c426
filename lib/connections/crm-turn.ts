import { sleep } from "#lib/clock.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";

/**
 * RetailCRM allows ten requests a second per key (protocols: retailcrm 8.1), whoever makes them. Two of our one-second
 * windows touch any second, so half as many fit into each.
 */
const perKey = { name: "crm-calls", points: 5, seconds: 1 };

/**
 * Waits for a turn to call the CRM with a connection's key, over all instances.
 * @throws ProviderError rejected "limited" when no turn came in time: nothing was sent
 */
export async function crmTurn(connectionId: string, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      await consume(perKey, connectionId);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "too_many_requests") throw error;
    }
    const pause = 100 + Math.random() * 400;
    if (Date.now() + pause > end) throw new ProviderError("rejected", "too many calls for one key", { code: "limited" });
    await sleep(pause);
  }
}
