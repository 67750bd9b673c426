/**
 * What the bank does by itself when its clock reaches a moment: expiries, automatic captures, receipts, callbacks.
 * Work runs on time by a timer, and also lazily through `runDue` before every request, so a moved clock acts at once.
 */
import type { Clock } from "./clock.ts";

export interface Agenda {
  /** One entry per key; a later `set` replaces it. `at` null forgets the key. */
  set(key: string, at: number | null, run: () => void): void;
  runDue(): void;
  /** The clock was moved: what is due now runs, and the timer is set anew. */
  clockMoved(): void;
  clear(): void;
  close(): void;
}

interface Entry {
  key: string;
  at: number;
  run: () => void;
}

const LONGEST_TIMER_MS = 60_000;

export function createAgenda(clock: Clock): Agenda {
  const current = new Map<string, Entry>();
  const heap: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;
  let closed = false;

  /** Entries that were replaced stay in the heap until they surface: removal from the middle is not worth its code. */
  function earliest(): Entry | undefined {
    for (;;) {
      const top = heap[0];
      if (top === undefined || current.get(top.key) === top) return top;
      popTop(heap);
    }
  }

  function disarm(): void {
    clearTimeout(timer);
    timer = undefined;
    wakeAt = Number.POSITIVE_INFINITY;
  }

  function arm(): void {
    const next = earliest();
    if (closed || next === undefined) return;
    if (timer !== undefined && wakeAt <= next.at) return;
    disarm();
    wakeAt = next.at;
    const wait = Math.min(Math.max(next.at - clock.now(), 0), LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      disarm();
      agenda.runDue();
    }, wait);
    timer.unref();
  }

  const agenda: Agenda = {
    set(key, at, run) {
      if (at === null) {
        current.delete(key);
        return;
      }
      const entry: Entry = { key, at, run };
      current.set(key, entry);
      push(heap, entry);
      arm();
    },
    runDue() {
      if (closed) return;
      for (let next = earliest(); next !== undefined && next.at <= clock.now(); next = earliest()) {
        current.delete(next.key);
        popTop(heap);
        next.run();
      }
      arm();
    },
    clockMoved() {
      disarm();
      agenda.runDue();
    },
    clear() {
      disarm();
      current.clear();
      heap.length = 0;
    },
    close() {
      closed = true;
      disarm();
    },
  };
  return agenda;
}

function push(heap: Entry[], entry: Entry): void {
  let i = heap.length;
  heap.push(entry);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || above.at <= entry.at) break;
    heap[i] = above;
    heap[parent] = entry;
    i = parent;
  }
}

function popTop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let i = 0;
  for (;;) {
    const left = heap[2 * i + 1];
    const right = heap[2 * i + 2];
    const child = right !== undefined && left !== undefined && right.at < left.at ? 2 * i + 2 : 2 * i + 1;
    const smaller = heap[child];
    if (smaller === undefined || smaller.at >= last.at) break;
    heap[i] = smaller;
    i = child;
  }
  heap[i] = last;
}
