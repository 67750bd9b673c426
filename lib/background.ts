import { log } from "./log.ts";

/**
 * Work started right after a commit, while the caller already has its answer. It is only an acceleration:
 * the same work is also queued, so that losing it with the process costs seconds and nothing else.
 */
const shared = globalThis as { hubBackground?: Set<Promise<void>> };
const running = (shared.hubBackground ??= new Set());

export function inBackground(name: string, work: () => Promise<unknown>): void {
  const promise = Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => {
        log.warn({ error, work: name }, "background work failed; the queue will repeat it");
      },
    );
  running.add(promise);
  void promise.finally(() => running.delete(promise));
}

/** Waits until all of it, including what it starts in turn, has ended: for shutdown and for tests. */
export async function drainBackground(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
