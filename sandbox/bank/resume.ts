import { scheduleDelivery } from "./callbacks/send-delivery.ts";
import type { Engine } from "./core/engine.ts";
import { orderChanged } from "./orders/order-timers.ts";

/** After a restart: plans again what was planned, and repeats notifications whose fate was cut off. */
export function resume(engine: Engine): void {
  for (const order of engine.state.orders.values()) orderChanged(engine, order);
  for (const delivery of engine.state.deliveries.values()) {
    if (delivery.state === "sending") {
      delivery.state = "waiting";
      delivery.dueAt = engine.clock.now();
    }
    if (delivery.state === "waiting") scheduleDelivery(engine, delivery);
  }
}
