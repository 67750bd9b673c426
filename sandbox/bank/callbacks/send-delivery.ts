/** Sends one notification and repeats it until the merchant answers 200 or the tries are used up (protocols: alfabank 6.3). */
import type { Engine } from "../core/engine.ts";
import { isReachable } from "./callback-target.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.ts";

const ANSWER_TIMEOUT_MS = 10_000;

export function scheduleDelivery(engine: Engine, delivery: Delivery): void {
  const waits = delivery.state === "waiting" ? delivery.dueAt : null;
  engine.agenda.set(`callback:${delivery.id}`, waits, () => {
    const sending = send(engine, delivery).finally(() => engine.inFlight.delete(sending));
    engine.inFlight.add(sending);
  });
}

/** "Send again" of the cabinet: a fresh series of tries with the same parameters. */
export function resendDelivery(engine: Engine, delivery: Delivery): void {
  delivery.state = "waiting";
  delivery.failures = 0;
  delivery.dueAt = engine.clock.now();
  scheduleDelivery(engine, delivery);
  engine.changed();
}

async function send(engine: Engine, delivery: Delivery): Promise<void> {
  delivery.state = "sending";
  delivery.dueAt = null;
  const attempt = await attemptOnce(engine, delivery);
  if (engine.state.deliveries.get(delivery.id) !== delivery) return; // the bank was reset meanwhile
  delivery.attempts.push(attempt);
  const knobs = engine.state.merchants.get(delivery.merchant)?.callback;
  if (attempt.httpStatus === 200) {
    delivery.state = "delivered";
  } else {
    delivery.failures += 1;
    const again = knobs !== undefined && delivery.failures < knobs.mostFailures;
    delivery.state = again ? "waiting" : "failed";
    delivery.dueAt = again ? engine.clock.now() + knobs.retrySecs * 1000 : null;
    scheduleDelivery(engine, delivery);
  }
  engine.changed();
}

async function attemptOnce(engine: Engine, delivery: Delivery): Promise<DeliveryAttempt> {
  const at = engine.clock.now();
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  if (!isReachable(delivery.url, engine.publicUrl)) {
    return { at, httpStatus: null, error: "the simulator only calls this machine", tookMs: 0 };
  }
  try {
    const response = await fetch(...requestOf(delivery));
    await response.body?.cancel();
    return { at, httpStatus: response.status, error: null, tookMs: took() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { at, httpStatus: null, error: cause instanceof Error ? cause.message : "network error", tookMs: took() };
  }
}

function requestOf(delivery: Delivery): [URL, RequestInit] {
  const url = new URL(delivery.url);
  const query = new URLSearchParams(delivery.parameters);
  const init: RequestInit = { redirect: "manual", signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) };
  if (delivery.method === "POST") {
    const headers = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" };
    return [url, { ...init, method: "POST", headers, body: query.toString() }];
  }
  url.search = url.search === "" ? query.toString() : `${url.search.slice(1)}&${query.toString()}`;
  return [url, init];
}

/** Waits until no notification is on its way and none is due now. */
export async function settle(engine: Engine): Promise<void> {
  engine.agenda.runDue();
  while (engine.inFlight.size > 0) {
    await Promise.all(engine.inFlight);
    engine.agenda.runDue();
  }
}
