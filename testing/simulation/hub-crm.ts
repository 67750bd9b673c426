/** The hub's reports to the CRM: newest state only, one at a time, repeated until one is acknowledged. */
import { addSeconds } from "#lib/clock.ts";
import { nextTry } from "#lib/deliveries/delivery-schedule.ts";
import type { DeliveryRow } from "./books.ts";
import { ask, commit, laterInHub, note, nowIn, type World } from "./world.ts";

/** Call it inside a commit. */
export function requestDelivery(world: World): void {
  const { books } = world;
  const version = ++books.payment.version;
  books.delivery = { version, createdAt: nowIn(world), tries: 0, nextTryAt: nowIn(world) };
  laterInHub(world, 0, () => { deliver(world); });
}

const CLAIM_SECONDS = 30;
const PATIENCE_MS = 30_000;
/** No jitter: chance of its own would make a replay depend on it. */
const MIDDLE = 0.5;

function planAgain(world: World, delivery: DeliveryRow): void {
  delivery.tries++;
  delivery.nextTryAt = nextTry(delivery.tries, delivery.createdAt, nowIn(world), MIDDLE);
  if (delivery.nextTryAt) laterInHub(world, delivery.nextTryAt.getTime() - world.at, () => { deliver(world); });
  else note(world, `delivery ${String(delivery.version)} given up`);
}

/** Whoever tells it now looks again before he ends; should he be dead, his claim has run out by then. */
function lookLater(world: World): void {
  laterInHub(world, (CLAIM_SECONDS + 1) * 1_000, () => { deliver(world); });
}

export function deliver(world: World): void {
  const { books } = world;
  const { delivery, payment } = books;
  const at = nowIn(world);
  if (!delivery?.nextTryAt || delivery.nextTryAt > at) return;
  if (books.deliveringUntil && books.deliveringUntil > at) {
    lookLater(world);
    return;
  }
  if (world.releaseHold()) return;
  // While it is being told, the claim is renewed: it outlives an answer that takes long.
  if (!commit(world, () => { books.deliveringUntil = addSeconds(at, CLAIM_SECONDS + 5); })) return;
  const { version, status, captured, refunded } = payment;
  const tell = (): true => {
    if (world.at - at.getTime() > PATIENCE_MS) return true; // the connection went with the sender's patience
    world.told = { version, status, captured, refunded };
    note(world, `the CRM hears ${status} ${String(captured)}/${String(refunded)}, version ${String(version)}`);
    return true;
  };
  ask(world, `delivery ${String(version)}`, tell, (told) => {
    const recorded = commit(world, () => {
      books.deliveringUntil = null;
      if (books.delivery !== delivery) return;
      if (told) books.delivery = null;
      else planAgain(world, delivery);
    });
    if (recorded) deliver(world);
  });
}
