import { inBackground } from "./background.ts";
import { sleep } from "./clock.ts";
import { db, isDeadlock, type Tx } from "./db.ts";

export type Payload = Record<string, string>;

/** What a queue's work is; the same function for the queue and for the start right after a commit. */
export type Run = (payload: Payload) => Promise<void>;

interface Wake {
  queue: string;
  payload: Payload;
}

interface Wakes {
  handlers: Map<string, Run>;
  pending: WeakMap<Tx, Wake[]>;
}

// Shared by all copies of this module in the process (Next bundles its own).
const shared = globalThis as { hubWakes?: Wakes };
const wakes = (shared.hubWakes ??= { handlers: new Map(), pending: new WeakMap() });

/** Says what the work of a queue is, so that this process can start it itself. */
export const handleQueue = (queue: string, run: Run): void => {
  wakes.handlers.set(queue, run);
};

/** Notes work to be started once the transaction is committed; false when this process cannot start it. */
export function wakeAfterCommit(tx: Tx, queue: string, payload: Payload): boolean {
  const list = wakes.pending.get(tx);
  if (!list || !wakes.handlers.has(queue)) return false;
  list.push({ queue, payload });
  return true;
}

const TRIES = 4;
const PAUSE_MS = 50;

interface Done<T> {
  result: T;
  started: Wake[];
}

async function attempt<T>(work: (tx: Tx) => Promise<T>): Promise<Done<T>> {
  const started: Wake[] = [];
  const result = await db.$transaction(async (tx) => {
    wakes.pending.set(tx, started);
    return work(tx);
  });
  return { result, started };
}

async function attemptUntilDone<T>(work: (tx: Tx) => Promise<T>): Promise<Done<T>> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(work);
    } catch (error) {
      if (tries >= TRIES || !isDeadlock(error)) throw error;
      await sleep(PAUSE_MS * tries * (0.5 + Math.random()));
    }
  }
}

/**
 * A transaction that starts, right after its commit, the work that was enqueued in it for now. The queued jobs follow
 * a little later and find it done, unless this process died in between. `work` is done again when the database gave it
 * up over a deadlock, so it touches nothing but the database.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const { result, started } = await attemptUntilDone(work);
  for (const { queue, payload } of started) {
    const run = wakes.handlers.get(queue);
    if (run) inBackground(queue, () => run(payload));
  }
  return result;
}
