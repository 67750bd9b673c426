import { log } from "./log.ts";

/**
 * Work started right after a commit, while the caller already has its answer. It is only an acceleration: the same
 * work is also queued, so that losing it with the process, or leaving it out under load, costs seconds and nothing else.
 */
const MAX_RUNNING = 8;
const MAX_WAITING = 500;

interface Work {
  name: string;
  run: () => Promise<unknown>;
}

interface Background {
  running: Set<Promise<void>>;
  waiting: Work[];
}

const shared = globalThis as { hubBackground?: Background };
const state = (shared.hubBackground ??= { running: new Set(), waiting: [] });

async function perform({ name, run }: Work): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.warn({ error, work: name }, "background work failed; the queue will repeat it");
  }
}

function startNext(): void {
  const work = state.running.size < MAX_RUNNING ? state.waiting.shift() : undefined;
  if (!work) return;
  const promise = perform(work).finally(() => {
    state.running.delete(promise);
    startNext();
  });
  state.running.add(promise);
}

export function inBackground(name: string, run: () => Promise<unknown>): void {
  if (state.waiting.length >= MAX_WAITING) return;
  state.waiting.push({ name, run });
  startNext();
}

/** Waits until all of it, including what it starts in turn, has ended: for shutdown and for tests. */
export async function drainBackground(): Promise<void> {
  while (state.running.size > 0) await Promise.all(state.running);
}
