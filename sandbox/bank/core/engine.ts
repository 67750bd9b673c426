/** The bank at run time: what every use case of the simulator gets as its first argument. */
import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type Agenda, createAgenda } from "./agenda.ts";
import { type Clock, createClock } from "./clock.ts";
import { createRandom, type Random } from "./random.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import { type BankState, emptyState } from "./state.ts";
import { createStore } from "./store.ts";

export interface EngineOptions {
  publicUrl: string;
  stateFile?: string;
  seed?: number;
}

export interface Engine {
  /** Base of browser pages without a trailing slash, for addresses given to others. */
  readonly publicUrl: string;
  /** Its path, for links inside the pages: they work under whatever host name the browser used. */
  readonly basePath: string;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly requests: RequestLog;
  /** Notifications on their way; `settle` waits for them. */
  readonly inFlight: Set<Promise<void>>;
  random: Random;
  state: BankState;
  /** true until something was loaded or seeded. */
  fresh: boolean;
  /** Tells the store that the state changed. */
  changed(): void;
  /** Forgets everything; the caller seeds again. */
  wipe(): void;
  /** Starts nothing new, gives what is on its way a moment, saves. What was cut off is repeated after the restart. */
  close(): Promise<void>;
}

const LAST_MOMENT_MS = 1000;

export function createEngine(options: EngineOptions): Engine {
  const seed = options.seed ?? randomInt(2 ** 32);
  const clock = createClock(0);
  const store = createStore(options.stateFile, () => ({
    clockOffset: clock.offset(),
    random: engine.random.state(),
    state: engine.state,
  }));
  const saved = store.load();
  if (saved !== null) clock.setOffset(saved.clockOffset);
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const engine: Engine = {
    publicUrl,
    basePath: new URL(publicUrl).pathname.replace(/\/+$/, ""),
    clock,
    agenda: createAgenda(clock),
    requests: createRequestLog(),
    inFlight: new Set(),
    random: createRandom(saved?.random ?? seed),
    state: saved?.state ?? emptyState(),
    fresh: saved === null,
    changed: () => {
      store.changed();
    },
    wipe() {
      engine.agenda.clear();
      engine.requests.clear();
      clock.setOffset(0);
      engine.state = emptyState();
      engine.fresh = true;
      store.changed();
    },
    async close() {
      engine.agenda.close();
      const patience = new AbortController();
      const moment = setTimeout(LAST_MOMENT_MS, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(engine.inFlight), moment]);
      patience.abort();
      store.close();
    },
  };
  return engine;
}
