/** Simulated time, messages that may go astray, and a hub that may die: what everything else in a run stands on. */
import { type Agenda, createAgenda } from "./agenda.ts";
import { doAtBank, type BankDeed, type SimulatedOrder } from "./bank.ts";
import { type Books, openBooks } from "./books.ts";
import { type Fate, goodFate, type Script } from "./script.ts";

export interface Told {
  version: number;
  status: string;
  captured: bigint;
  refunded: bigint;
}

export interface World {
  script: Script;
  start: number;
  at: number;
  agenda: Agenda;
  books: Books;
  /** By mdOrder. */
  bank: Map<string, SimulatedOrder>;
  /** Forms that reached the payer, as mdOrder. */
  forms: string[];
  told: Told | null;
  /** Notifications that the hub acknowledged. */
  acknowledged: Set<number>;
  notificationCount: number;
  /** Raised by every death of the hub: what an earlier life was waiting for reaches nobody. */
  life: number;
  up: boolean;
  fateCount: number;
  trace: string[];
  /** Something that must not be, found by whoever did it. */
  wrong: string | null;
  /** What a hub that has just started does. */
  restart: () => void;
  /** Lets money go that arrived after the cancel; false when there is none, or the bank is being asked already. */
  releaseHold: () => boolean;
}

export function createWorld(script: Script): World {
  const start = Date.parse(script.startsAt);
  return {
    script, start, at: start, agenda: createAgenda(), books: openBooks(script.kopecks, new Date(start)), bank: new Map(), forms: [], told: null,
    acknowledged: new Set(), notificationCount: 0, life: 0, up: true, fateCount: 0, trace: [], wrong: null,
    restart: () => undefined, releaseHold: () => false,
  };
}

export const nowIn = ({ at }: World): Date => new Date(at);

export function note(world: World, text: string): void {
  world.trace.push(`+${((world.at - world.start) / 1000).toFixed(3)} ${text}`);
}

export const nextFate = (world: World): Fate => world.script.fates[world.fateCount++] ?? goodFate;

export const later = (world: World, milliseconds: number, run: () => void): void => {
  world.agenda.add(world.at + milliseconds, run);
};

/** Something the present life of the hub does later; a dead hub does nothing. */
export function laterInHub(world: World, milliseconds: number, run: () => void): void {
  const { life } = world;
  later(world, milliseconds, () => {
    if (world.up && world.life === life) run();
  });
}

const DOWN_MS = 15_000;

export function crash(world: World): void {
  if (!world.up) return;
  world.up = false;
  world.life++;
  note(world, "the hub dies");
  later(world, DOWN_MS, () => {
    world.up = true;
    note(world, "the hub is back");
    world.restart();
  });
}

/** The same for a transaction that decides something; null when it decided for nothing, or the hub died over it. */
export function commitWith<T>(world: World, work: () => T | null): T | null {
  const decided: T[] = [];
  const done = commit(world, () => {
    const result = work();
    if (result !== null) decided.push(result);
  });
  return done ? (decided[0] ?? null) : null;
}

/** One transaction. False: the hub died over it, before (nothing happened) or after (what should follow does not). */
export function commit(world: World, work: () => void): boolean {
  const { crash: death } = nextFate(world);
  if (death !== "before") work();
  if (death === "no") return true;
  crash(world);
  return false;
}

/** Longer than any answer is waited for. */
const TIMEOUT_MS = 30_000;

/** A question to the other side. `undefined`: no answer came, and nobody knows whether the question arrived. */
export function ask<T>(world: World, name: string, serve: () => T, answered: (answer: T | undefined) => void): void {
  const { there, back, lost } = nextFate(world);
  let over = false;
  const end = (answer: T | undefined): void => {
    if (over) return;
    over = true;
    answered(answer);
  };
  if (lost === "request") note(world, `${name} is lost`);
  else {
    const { life } = world;
    later(world, there, () => {
      const answer = serve();
      if (lost === "answer") note(world, `the answer to ${name} is lost`);
      else if (world.life === life) laterInHub(world, back, () => { end(answer); });
    });
  }
  laterInHub(world, TIMEOUT_MS, () => { end(undefined); });
}

const AGAIN_MS = 10_000;
const MAX_TRIES = 3;

function sendNotification(world: World, id: number, tries: number, receive: () => boolean): void {
  const { there, lost, copies } = nextFate(world);
  const again = (): void => {
    if (tries < MAX_TRIES) later(world, AGAIN_MS, () => { sendNotification(world, id, tries + 1, receive); });
  };
  if (lost === "request") {
    note(world, `notification ${String(id)} is lost`);
    return;
  }
  for (let copy = 0; copy < copies; copy++) {
    later(world, there * (copy + 1), () => {
      if (world.up && receive()) world.acknowledged.add(id);
      else if (copy === 0) again();
    });
  }
}

/** Payer, clerk or clock at the bank; the bank notifies of it. */
export function atBank(world: World, mdOrder: string, deed: BankDeed, receive: (id: number, operation: string) => boolean): void {
  const known = world.bank.get(mdOrder);
  if (!known) return;
  const operation = doAtBank(known, deed, world.at);
  const { status, approved, deposited, refunded } = known.order;
  note(world, `bank ${known.order.orderNumber} ${deed.kind}: status ${String(status)}, ${String(approved)}/${String(deposited)}/${String(refunded)}`);
  if (operation !== null) notify(world, operation, receive);
}

export function notify(world: World, operation: string, receive: (id: number, operation: string) => boolean): void {
  const id = ++world.notificationCount;
  sendNotification(world, id, 1, () => receive(id, operation));
}
