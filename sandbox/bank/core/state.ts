import { z } from "zod";
import { faultSchema, type Fault } from "../faults/fault.ts";
import type { Delivery } from "../callbacks/delivery.ts";
import { merchantSchema, type Merchant } from "./merchant.ts";
import type { Order } from "./order.ts";

export interface KeyPair {
  privatePem: string;
  publicPem: string;
}

/** Everything the bank remembers over a restart. */
export interface BankState {
  merchants: Map<string, Merchant>;
  orders: Map<string, Order>;
  /** `${login}\n${orderNumber}` → mdOrder. A number is used up for ever, so the index never shrinks. */
  numbers: Map<string, string>;
  deliveries: Map<string, Delivery>;
  faults: Fault[];
  /** Made on the first asymmetric signature: 2048-bit keys are too slow to make at every start. */
  keyPair: KeyPair | null;
  document: number;
}

export function emptyState(): BankState {
  return {
    merchants: new Map(),
    orders: new Map(),
    numbers: new Map(),
    deliveries: new Map(),
    faults: [],
    keyPair: null,
    document: 0,
  };
}

export function numberKey(login: string, orderNumber: string): string {
  return `${login}\n${orderNumber}`;
}

/** Orders and deliveries are written by this program alone, so only their outline is checked on loading. */
const savedSchema = z.object({
  version: z.literal(1),
  clockOffset: z.number(),
  random: z.number(),
  merchants: z.array(merchantSchema),
  orders: z.array(z.custom<Order>((order) => z.object({ mdOrder: z.string(), merchant: z.string() }).safeParse(order).success)),
  deliveries: z.array(z.custom<Delivery>((delivery) => z.object({ id: z.string(), mdOrder: z.string() }).safeParse(delivery).success)),
  faults: z.array(faultSchema),
  keyPair: z.object({ privatePem: z.string(), publicPem: z.string() }).nullable(),
  document: z.number(),
});

export interface Saved {
  clockOffset: number;
  random: number;
  state: BankState;
}

export function toText(saved: Saved): string {
  const { state } = saved;
  return JSON.stringify({
    version: 1,
    clockOffset: saved.clockOffset,
    random: saved.random,
    merchants: [...state.merchants.values()],
    orders: [...state.orders.values()],
    deliveries: [...state.deliveries.values()],
    faults: state.faults,
    keyPair: state.keyPair,
    document: state.document,
  });
}

/** Throws when the text is not a state of this version. */
export function fromText(text: string): Saved {
  const saved = savedSchema.parse(JSON.parse(text));
  return {
    clockOffset: saved.clockOffset,
    random: saved.random,
    state: {
      merchants: new Map(saved.merchants.map((merchant) => [merchant.login, merchant])),
      orders: new Map(saved.orders.map((order) => [order.mdOrder, order])),
      numbers: new Map(saved.orders.map((order) => [numberKey(order.merchant, order.orderNumber), order.mdOrder])),
      deliveries: new Map(saved.deliveries.map((delivery) => [delivery.id, delivery])),
      faults: saved.faults,
      keyPair: saved.keyPair,
      document: saved.document,
    },
  };
}
